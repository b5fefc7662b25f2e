namespace Omua.Abstractions;

/// <summary>One figure at one time.</summary>
/// <param name="Name">The metric: 1 to 200 of the characters a-z, 0-9, <c>_</c> and <c>.</c>.</param>
/// <param name="Timestamp">When; kept to the millisecond, rounded down, in UTC.</param>
/// <param name="Value">A finite number.</param>
public sealed record MetricPoint(string Name, DateTimeOffset Timestamp, double Value)
{
    /// <summary>What it belongs to; at most 32 tags, names of 1 to 200 characters, values of at most 1,000, both well formed and without U+0000.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
