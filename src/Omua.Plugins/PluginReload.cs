namespace Omua.Plugins;

/// <summary>One changed file or folder whose plugins were running.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="Plugins">Names of the running plugins in it.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record PluginReload(string Path, IReadOnlyList<string> Plugins, ReloadOutcome Outcome)
{
    /// <summary>What is wrong with the new version; empty where it answers.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>From the start of the reload to the first call that the new version could answer; zero where it does not.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>When the new version took over; null where none did.</summary>
    public DateTimeOffset? AnswersSince { get; init; }

    /// <summary>Whether the old version's code is proven to be out of memory.</summary>
    public bool IsUnloaded { get; init; }

    /// <summary>Said where the old version's code is still in memory; null where it went, or where it was not loaded so that it could go.</summary>
    public Fault? Leak { get; init; }
}
