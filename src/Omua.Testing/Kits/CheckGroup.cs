namespace Omua.Testing;

/// <summary>Checks that belong together, each in a trial of its own: a plugin that was just made, in an empty folder.</summary>
internal abstract class CheckGroup<TTrial>(string name, Type contract, params IReadOnlyList<string> members)
    where TTrial : PluginTrial
{
    private readonly List<ConformanceCheck> _checks = [];

    public IReadOnlyList<ConformanceCheck> Checks => _checks;

    protected abstract TTrial Begin(PluginUnderTest plugin, CancellationToken cancellationToken);

    protected void Add(string promise, Func<TTrial, Task> tryAsync, params IReadOnlyList<string> alsoCovers) =>
        _checks.Add(new ConformanceCheck(name, promise, [.. members.Select(member => $"{contract.Name}.{member}"), .. alsoCovers], async (plugin, cancellationToken) =>
        {
            await using var trial = Begin(plugin, cancellationToken);
            await tryAsync(trial).ConfigureAwait(false);
        }));

    /// <summary>The full name of a member of a contract, as checks declare it.</summary>
    protected static string Member<TContract>(string member) => $"{typeof(TContract).Name}.{member}";
}
