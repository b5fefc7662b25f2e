namespace Omua.Abstractions;

/// <summary>The points of one group.</summary>
/// <param name="Tags">The tag values of the group, one for each of <see cref="MetricQuery.GroupBy"/>.</param>
/// <param name="Bucket">Start of the time bucket in UTC; null without buckets.</param>
/// <param name="Count">How many points; at least 1.</param>
/// <param name="Sum">Their sum; the mean is sum / count.</param>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
public sealed record MetricGroup(IReadOnlyDictionary<string, string> Tags, DateTimeOffset? Bucket, long Count, double Sum, double Min, double Max);
