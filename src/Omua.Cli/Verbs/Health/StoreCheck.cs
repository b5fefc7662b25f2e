using Omua.Cli.Composition;

namespace Omua.Cli.Verbs.Health;

/// <summary>Whether the store opens and answers; where asked to be thorough, whether it is sound throughout.</summary>
internal static class StoreCheck
{
    public static async Task<IReadOnlyList<HealthFinding>> RunAsync(Application application, CancellationToken cancellationToken, bool isThorough = false)
    {
        try
        {
            var store = await application.StorageAsync(cancellationToken);
            await store.Journal.ListAsync(new RunQuery { Limit = 1 }, cancellationToken);
            await store.Documents.ListAsync("plans", limit: 1, cancellationToken: cancellationToken);
            var damage = isThorough && store.Maintenance is { } maintenance ? await maintenance.CheckAsync(cancellationToken) : [];
            return [.. damage.Select(line => new HealthFinding(HealthSection.Store, HealthSeverity.Error, new Fault(
                FaultCodes.StoreDamaged, $"the store '{application.StorageName}' is damaged: {line}", "restore the last good copy: omua storage restore FILE --yes")))];
        }
        catch (FaultException exception)
        {
            return [.. exception.Faults.Select(fault => new HealthFinding(HealthSection.Store, HealthSeverity.Error, fault))];
        }
        catch (StorageException exception)
        {
            return [new HealthFinding(HealthSection.Store, HealthSeverity.Error, StoreFaults.Of(application.StorageName, exception))];
        }
    }
}
