namespace Omua.Plugins.Watching;

/// <summary>One file or folder that was looked at because it is new or has changed, and what came of it.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="Kind">What came of it.</param>
/// <param name="Plugins">Its plugins as they stand now; those that were there where it is gone.</param>
public sealed record PluginChange(string Path, PluginChangeKind Kind, IReadOnlyList<PluginEntry> Plugins)
{
    /// <summary>All that is wrong with what was saved; empty where it answers.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>What the author is advised.</summary>
    public IReadOnlyList<Fault> Warnings { get; init; } = [];

    /// <summary>Whether an earlier version goes on answering although what was saved cannot.</summary>
    public bool LastGoodServes { get; init; }

    /// <summary>From the save to the first call that could be answered; null where none can, and for what had been there before the watch began.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>Whether an old version ended and its code is proven to be out of memory.</summary>
    public bool IsUnloaded { get; init; }

    /// <summary>Said where an old version ended and its code is still in memory.</summary>
    public Fault? Leak { get; init; }
}
