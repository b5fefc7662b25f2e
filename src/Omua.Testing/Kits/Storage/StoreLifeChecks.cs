namespace Omua.Testing;

/// <summary>The three parts of a store.</summary>
internal sealed class StoreLifeChecks : StorageChecks
{
    public StoreLifeChecks()
        : base("store", typeof(IStorageBackend), nameof(IStorageBackend.Journal), nameof(IStorageBackend.Metrics), nameof(IStorageBackend.Documents))
    {
        Add("gives its three parts, each time", async trial =>
        {
            var store = await trial.OpenAsync();
            for (var round = 0; round < 2; round++)
            {
                Expect.That(store.Journal is not null && store.Metrics is not null && store.Documents is not null, "a part is null");
            }
        });
        Add("does not answer after it was shut down", async trial =>
        {
            var store = await trial.OpenAsync();
            await ((IPlugin)store).ShutdownAsync(trial.Ended);
            await trial.ReopenAsync();
            Exception? thrown = null;
            try
            {
                await store.Documents.PutAsync(trial.Word(), "late", "1", null, trial.Ended);
            }
            catch (Exception exception) when (exception is StorageException or InvalidOperationException)
            {
                thrown = exception;
            }

            Expect.NotNull(thrown, "a StorageException or InvalidOperationException for a write after the end");
        });
    }
}
