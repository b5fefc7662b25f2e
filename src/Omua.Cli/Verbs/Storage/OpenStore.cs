using Omua.Cli.Composition;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Storage;

/// <summary>The configured store, opened for one verb; what it fails with is said as a fault.</summary>
internal static class OpenStore
{
    public static Task<int> WithAsync(Invocation invocation, Func<Application, IStorageBackend, Task> work, CancellationToken cancellationToken) =>
        GuardedAsync(invocation, async application => await work(application, await application.StorageAsync(cancellationToken)));

    /// <summary>For a verb that opens stores itself.</summary>
    public static async Task<int> GuardedAsync(Invocation invocation, Func<Application, Task> work)
    {
        await using var application = Application.For(invocation);
        try
        {
            await work(application);
            return ExitCode.Done;
        }
        catch (StorageException exception)
        {
            throw new FaultException(StoreFaults.Of(application.StorageName, exception), exception);
        }
    }

    public static IStoreMaintenance Maintenance(Application application, IStorageBackend store) => store.Maintenance ?? throw new FaultException(new Fault(
        FaultCodes.StoreWithoutMaintenance, $"the store '{application.StorageName}' offers no checks and copies of its own", "use the tools of its server"));
}
