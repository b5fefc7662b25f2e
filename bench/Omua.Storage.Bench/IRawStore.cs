namespace Omua.Storage.Bench;

/// <summary>The same commits by the bare driver: no checks, no queue, no retries.</summary>
internal interface IRawStore : IAsyncDisposable
{
    /// <summary>A client that appends one event a commit to a run of its own.</summary>
    Task<Func<int, Task>> ClientAsync(string run);

    /// <summary>Points into one table, in one transaction, by whatever is the driver's fastest way.</summary>
    Task BulkAsync(IReadOnlyList<MetricPoint> points);
}
