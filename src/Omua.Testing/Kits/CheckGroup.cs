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
            try
            {
                await tryAsync(trial).ConfigureAwait(false);
            }
            catch (CheckSkippedException)
            {
                await EndAsync(trial).ConfigureAwait(false);
                throw;
            }

            await EndAsync(trial).ConfigureAwait(false);
        }));

    /// <summary>After a check that passed or was skipped. One that failed leaves everything as it was found, to be looked at.</summary>
    protected virtual Task EndAsync(TTrial trial) => Task.CompletedTask;

    /// <summary>The full name of a member of a contract, as checks declare it.</summary>
    protected static string Member<TContract>(string member) => $"{typeof(TContract).Name}.{member}";
}
