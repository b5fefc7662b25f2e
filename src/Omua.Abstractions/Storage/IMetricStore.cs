namespace Omua.Abstractions;

/// <summary>Figures over time, written in bulk and read in groups.</summary>
public interface IMetricStore
{
    /// <summary>Writes points. All of them are durable when the call returns, or none.</summary>
    Task WriteAsync(IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken = default);

    /// <summary>Groups the points of one metric, ordered by time bucket, then by tag values in the order of <see cref="MetricQuery.GroupBy"/>.</summary>
    Task<IReadOnlyList<MetricGroup>> QueryAsync(MetricQuery query, CancellationToken cancellationToken = default);
}
