namespace Omua.Testing;

/// <summary>What a <see cref="MemoryStorage"/> holds. It outlives the plugin: a second plugin over the same store is a second client, or the first after a restart.</summary>
public sealed class MemoryStore
{
    private readonly Lock _lock = new();
    private long _number;

    internal Dictionary<string, MemoryRun> Runs { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, RunLease> Leases { get; } = new(StringComparer.Ordinal);

    internal Dictionary<(string Run, string Id), DateTimeOffset> Timers { get; } = [];

    internal List<MetricPoint> Points { get; } = [];

    internal Dictionary<string, SortedDictionary<string, Document>> Collections { get; } = new(StringComparer.Ordinal);

    /// <summary>The next of the numbers that versions and tokens are made of.</summary>
    internal long Next() => ++_number;

    /// <summary>One piece of work at a time; what it throws comes out of the task.</summary>
    internal Task<T> Run<T>(CancellationToken cancellationToken, Func<T> work)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        try
        {
            lock (_lock)
            {
                return Task.FromResult(work());
            }
        }
        catch (StorageException exception)
        {
            return Task.FromException<T>(exception);
        }
    }

    /// <summary>Times are kept to the millisecond, as stores on disk do.</summary>
    internal static DateTimeOffset Now(TimeProvider time) => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
