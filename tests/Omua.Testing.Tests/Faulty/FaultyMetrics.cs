namespace Omua.Testing.Tests.Faulty;

internal sealed class FaultyMetrics(StorageFault fault, IMetricStore metrics) : IMetricStore
{
    public Task WriteAsync(IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken = default) =>
        metrics.WriteAsync(fault == StorageFault.TakesNaN ? [.. points.Where(point => double.IsFinite(point.Value))] : points, cancellationToken);

    public async Task<IReadOnlyList<MetricGroup>> QueryAsync(MetricQuery query, CancellationToken cancellationToken = default)
    {
        var groups = await metrics.QueryAsync(query, cancellationToken);
        return fault == StorageFault.ShiftsBuckets ? [.. groups.Select(group => group with { Bucket = group.Bucket?.AddHours(-1) })] : groups;
    }

    public IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, CancellationToken cancellationToken = default) => metrics.ReadAsync(query, cancellationToken);

    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken = default) => metrics.NamesAsync(cancellationToken);

    public Task<long> DeleteAsync(string name, DateTimeOffset before, CancellationToken cancellationToken = default) => metrics.DeleteAsync(name, before, cancellationToken);
}
