using System.Runtime.CompilerServices;

namespace Omua.Testing;

/// <summary>Figures over time, in memory.</summary>
internal sealed class MemoryMetrics(MemoryStore store) : IMetricStore
{
    public Task WriteAsync(IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken = default) => store.Run(cancellationToken, () =>
    {
        StorageArguments.Check(points);
        store.Points.AddRange(points.Select(point => point with
        {
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(point.Timestamp.ToUnixTimeMilliseconds()), Tags = new Dictionary<string, string>(point.Tags),
        }));
        return points.Count;
    });

    public Task<IReadOnlyList<MetricGroup>> QueryAsync(MetricQuery query, CancellationToken cancellationToken = default) => store.Run<IReadOnlyList<MetricGroup>>(cancellationToken, () =>
    {
        StorageArguments.Check(query);
        return
        [
            .. store.Points
                .Where(point => IsMeant(point, query))
                .GroupBy(point => (Bucket: Bucket(point, query.Bucket), Tags: new TagValues([.. query.GroupBy.Select(tag => Value(point, tag))])))
                .OrderBy(group => group.Key.Bucket).ThenBy(group => group.Key.Tags)
                .Select(group => new MetricGroup(
                    query.GroupBy.Zip(group.Key.Tags.Values).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second),
                    query.Bucket is null ? null : group.Key.Bucket, group.Count(), group.Sum(point => point.Value), group.Min(point => point.Value), group.Max(point => point.Value))),
        ];
    });

    public async IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var points = await store.Run(cancellationToken, () =>
        {
            StorageArguments.Check(query);
            return store.Points.Where(point => IsMeant(point, query)).OrderBy(point => point.Timestamp).ToList();
        }).ConfigureAwait(false);
        foreach (var point in points)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return point;
        }
    }

    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken = default) => store.Run<IReadOnlyList<string>>(cancellationToken, () =>
        [.. store.Points.Select(point => point.Name).Distinct().Order(StringComparer.Ordinal)]);

    public Task<long> DeleteAsync(string name, DateTimeOffset before, CancellationToken cancellationToken = default) => store.Run(cancellationToken, () =>
        (long)store.Points.RemoveAll(point => point.Name == name && point.Timestamp < before));

    private static bool IsMeant(MetricPoint point, MetricQuery query) => point.Name == query.Name && !(point.Timestamp < query.From) && !(point.Timestamp >= query.Before)
        && query.Where.All(tag => Value(point, tag.Key) == tag.Value);

    private static string Value(MetricPoint point, string tag) => point.Tags.GetValueOrDefault(tag, "");

    private static DateTimeOffset Bucket(MetricPoint point, TimeSpan? width)
    {
        var (at, step) = (point.Timestamp.ToUnixTimeMilliseconds(), (long)(width?.TotalMilliseconds ?? 0));
        return step == 0 ? DateTimeOffset.UnixEpoch : DateTimeOffset.FromUnixTimeMilliseconds(at - ((at % step) + step) % step);
    }

    /// <summary>The tag values of a group, equal and ordered by their parts.</summary>
    private sealed record TagValues(string[] Values) : IComparable<TagValues>
    {
        public int CompareTo(TagValues? other) => Values.Zip(other!.Values, Utf8Order.Compare).FirstOrDefault(order => order != 0);

        public bool Equals(TagValues? other) => Values.AsSpan().SequenceEqual(other!.Values);

        public override int GetHashCode() => Values.Aggregate(0, HashCode.Combine);
    }
}
