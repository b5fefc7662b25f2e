namespace Omua.Abstractions;

/// <summary>One figure at one time.</summary>
/// <param name="Name">The metric, snake_case; at most 200 characters.</param>
/// <param name="Timestamp">When; kept to the millisecond, in UTC.</param>
/// <param name="Value">A finite number.</param>
public sealed record MetricPoint(string Name, DateTimeOffset Timestamp, double Value)
{
    /// <summary>What it belongs to; at most 32 tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
