namespace Omua.Plugins.Guard;

internal sealed class GuardedMetrics(PluginGuard guard) : IMetricStore
{
    public Task WriteAsync(IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, WriteMetricsCall, Nothing>(new WriteMetricsCall(points), cancellationToken);

    public Task<IReadOnlyList<MetricGroup>> QueryAsync(MetricQuery query, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, QueryMetricsCall, IReadOnlyList<MetricGroup>>(new QueryMetricsCall(query), cancellationToken);

    public IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, CancellationToken cancellationToken = default) =>
        new GuardedStream<IStorageBackend, MetricPoint>(guard, "Metrics.ReadAsync", (store, stop) => store.Metrics.ReadAsync(query, stop), StorageChecks.Point).ReadAsync(cancellationToken);

    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, MetricNamesCall, IReadOnlyList<string>>(new MetricNamesCall(), cancellationToken);

    public Task<long> DeleteAsync(string name, DateTimeOffset before, CancellationToken cancellationToken = default) =>
        guard.CallAsync<IStorageBackend, DeleteMetricsCall, long>(new DeleteMetricsCall(name, before), cancellationToken);
}
