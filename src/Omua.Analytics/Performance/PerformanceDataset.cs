namespace Omua.Analytics;

/// <summary>Daily (or undated) ad performance: one row for each combination of day and dimensions, with counts and money.</summary>
public sealed class PerformanceDataset : Dataset
{
    /// <summary>The rows, column by column.</summary>
    public required PerformanceTable Table { get; init; }
}
