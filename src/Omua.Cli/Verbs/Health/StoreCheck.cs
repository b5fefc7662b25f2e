using Omua.Cli.Composition;

namespace Omua.Cli.Verbs.Health;

/// <summary>Whether the store opens, and answers a read of each of its three primitives.</summary>
internal static class StoreCheck
{
    public static async Task<IReadOnlyList<HealthFinding>> RunAsync(Application application, CancellationToken cancellationToken)
    {
        try
        {
            var store = await application.StorageAsync(cancellationToken);
            await store.Journal.ListAsync(new RunQuery { Limit = 1 }, cancellationToken);
            await store.Documents.ListAsync("plans", limit: 1, cancellationToken: cancellationToken);
            return [];
        }
        catch (FaultException exception)
        {
            return [.. exception.Faults.Select(fault => new HealthFinding(HealthSeverity.Error, fault))];
        }
        catch (StorageException exception)
        {
            return [new HealthFinding(HealthSeverity.Error, StoreFaults.Of(application.StorageName, exception))];
        }
    }
}
