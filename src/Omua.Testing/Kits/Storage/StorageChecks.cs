namespace Omua.Testing;

/// <summary>Checks of one part of a store.</summary>
internal abstract class StorageChecks(string name, Type contract, params IReadOnlyList<string> members) : CheckGroup<StorageTrial>(name, contract, members)
{
    protected override StorageTrial Begin(PluginUnderTest plugin, CancellationToken cancellationToken) => new(plugin, cancellationToken);

    protected override Task EndAsync(StorageTrial trial) => trial.ClearAsync();

    protected void Journal(string promise, Func<StorageTrial, IRunJournal, Task> check) =>
        Add(promise, async trial => await check(trial, (await trial.OpenAsync().ConfigureAwait(false)).Journal).ConfigureAwait(false));

    protected void Metrics(string promise, Func<StorageTrial, IMetricStore, Task> check) =>
        Add(promise, async trial => await check(trial, (await trial.OpenAsync().ConfigureAwait(false)).Metrics).ConfigureAwait(false));

    protected void Documents(string promise, Func<StorageTrial, IDocumentStore, Task> check) =>
        Add(promise, async trial => await check(trial, (await trial.OpenAsync().ConfigureAwait(false)).Documents).ConfigureAwait(false));
}
