namespace Omua.Testing;

/// <summary>Checks and copies of a store, where it offers them. A store that shares its place with others is not restored over.</summary>
internal sealed class MaintenanceChecks : StorageChecks
{
    public MaintenanceChecks()
        : base("maintenance", typeof(IStoreMaintenance))
    {
        Offered("finds nothing wrong in a sound store", async (trial, store, maintenance) =>
        {
            await FillAsync(trial, store);
            Expect.Empty(await maintenance.CheckAsync(trial.Ended), "what is wrong");
        }, nameof(IStoreMaintenance.CheckAsync));
        Offered("says where the store is and how large", async (trial, store, maintenance) =>
        {
            await FillAsync(trial, store);
            var info = await maintenance.InfoAsync(trial.Ended);
            Expect.That(info is { Place.Length: > 0, Schema: > 0, SizeBytes: > 0, IsReadOnly: false }, $"the store says of itself: {info}");
            Expect.That(!RefusedSettings.Secrets(trial.Plugin).Any(secret => info.Place.Contains(secret, StringComparison.Ordinal)), "the place tells a secret");
        }, nameof(IStoreMaintenance.InfoAsync));
        Offered("restores exactly what was copied while others wrote", async (trial, store, maintenance) =>
        {
            var copy = Path.Combine(trial.Folder, "copies", "one.copy");
            await FillAsync(trial, store);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(trial.Ended);
            var writing = WriteAsync(trial, store, stop.Token);
            await maintenance.BackupAsync(copy, trial.Ended);
            await stop.CancelAsync();
            await writing;
            var before = await trial.LoadAsync(store.Journal, trial.Name());
            await store.Journal.AppendAsync(trial.Append(trial.Name(), before.Count, 2), trial.Ended);
            await store.Documents.DeleteAsync(trial.Word(), "k", null, trial.Ended);
            await maintenance.RestoreAsync(copy, trial.Ended);
            Expect.Sequence(before, await trial.LoadAsync(store.Journal, trial.Name()), "events after the restore");
            Expect.NotNull(await store.Documents.GetAsync(trial.Word(), "k", trial.Ended), "the document after the restore");
            Expect.Equal(before.Count + 1, await store.Journal.AppendAsync(trial.Append(trial.Name(), before.Count), trial.Ended), "the sequence after the restore");
            store = await trial.ReopenAsync();
            Expect.Equal(before.Count + 1, (await trial.LoadAsync(store.Journal, trial.Name())).Count, "events after the restart");
        }, nameof(IStoreMaintenance.BackupAsync), nameof(IStoreMaintenance.RestoreAsync));
        Offered("does not copy over a file that is there", async (trial, _, maintenance) =>
        {
            var copy = Path.Combine(trial.Folder, "there.copy");
            await File.WriteAllTextAsync(copy, "mine", trial.Ended);
            await Expect.FailsAsync(() => maintenance.BackupAsync(copy, trial.Ended), StorageFailure.Invalid);
            Expect.Equal("mine", await File.ReadAllTextAsync(copy, trial.Ended), "the file that was there");
        }, nameof(IStoreMaintenance.BackupAsync));
        Offered("restores nothing from a file that is no copy", async (trial, store, maintenance) =>
        {
            await FillAsync(trial, store);
            var copy = Path.Combine(trial.Folder, "no.copy");
            await Expect.FailsAsync(() => maintenance.RestoreAsync(copy, trial.Ended), StorageFailure.Invalid);
            await File.WriteAllTextAsync(copy, new string('x', 20_000), trial.Ended);
            await Expect.FailsAsync(() => maintenance.RestoreAsync(copy, trial.Ended), StorageFailure.Damaged);
            Expect.Equal(3, (await trial.LoadAsync(store.Journal, trial.Name())).Count, "events after the refusals");
        }, nameof(IStoreMaintenance.RestoreAsync));
    }

    private void Offered(string promise, Func<StorageTrial, IStorageBackend, IStoreMaintenance, Task> check, params IReadOnlyList<string> members) => Add(promise, async trial =>
    {
        var store = await trial.OpenAsync();
        if (store.Maintenance is { } maintenance && trial.TurnsClock)
        {
            await check(trial, store, maintenance);
        }
    }, [.. members.Select(Member<IStoreMaintenance>), Member<IStorageBackend>(nameof(IStorageBackend.Maintenance))]);

    private static async Task FillAsync(StorageTrial trial, IStorageBackend store)
    {
        await store.Journal.AppendAsync(trial.Append(trial.Name(), 0, 3), trial.Ended);
        await store.Documents.PutAsync(trial.Word(), "k", "1", null, trial.Ended);
        await store.Metrics.WriteAsync([MetricWriteChecks.Point(trial, 1)], trial.Ended);
    }

    private static async Task WriteAsync(StorageTrial trial, IStorageBackend store, CancellationToken cancellationToken)
    {
        for (var written = 0; !cancellationToken.IsCancellationRequested; written++)
        {
            await store.Journal.AppendAsync(trial.Append(trial.Name("busy"), written), CancellationToken.None);
        }
    }
}
