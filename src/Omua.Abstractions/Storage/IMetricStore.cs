namespace Omua.Abstractions;

/// <summary>Figures over time, written in bulk and read in groups.</summary>
public interface IMetricStore
{
    /// <summary>Writes points. All of them are durable when the call returns, or none; after <see cref="StorageFailure.Unavailable"/> either, and writing them again may double them.</summary>
    Task WriteAsync(IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken = default);

    /// <summary>Groups the points of one metric, ordered by time bucket, then by tag values, as UTF-8 bytes, in the order of <see cref="MetricQuery.GroupBy"/>.</summary>
    Task<IReadOnlyList<MetricGroup>> QueryAsync(MetricQuery query, CancellationToken cancellationToken = default);

    /// <summary>The points of one metric by time, ties in any order, as written. <see cref="MetricQuery.GroupBy"/> and <see cref="MetricQuery.Bucket"/> have no meaning here. Memory does not grow with their number.</summary>
    IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, CancellationToken cancellationToken = default);

    /// <summary>The names that have points, in byte order.</summary>
    Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken = default);

    /// <summary>Deletes the points of one metric before a time, excluded.</summary>
    /// <returns>How many there were.</returns>
    Task<long> DeleteAsync(string name, DateTimeOffset before, CancellationToken cancellationToken = default);
}
