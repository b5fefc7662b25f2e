namespace Omua.Abstractions;

/// <summary>Which points to group, and how. No property will be added to it: a store that does not know one would pass over it in silence.</summary>
public sealed record MetricQuery
{
    /// <summary>The metric.</summary>
    public required string Name { get; init; }

    /// <summary>From this time on, included; null for no limit.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time, excluded; null for no limit.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Only points with these tag values; the empty value also takes points without the tag.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>Tags to group by; a point without the tag falls under the empty string.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    /// <summary>Width of the time buckets, a whole number of milliseconds, at least one, aligned to the Unix epoch in UTC (times before it round down too); null for one bucket.</summary>
    public TimeSpan? Bucket { get; init; }
}
