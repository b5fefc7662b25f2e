namespace Omua.Analytics;

/// <summary>Why metrics moved from one period to the next.</summary>
/// <param name="Query">What was asked for.</param>
/// <param name="Metrics">One entry for each metric.</param>
/// <param name="Currency">The currency of the money; null where the export states none.</param>
/// <param name="RowCount">How many rows of the two periods were used.</param>
/// <param name="Datasets">Names of the datasets that the rows came from.</param>
/// <param name="Notes">What a reader must know.</param>
public sealed record ChangeReport(
    ChangeQuery Query, IReadOnlyList<MetricChange> Metrics, string? Currency, long RowCount, IReadOnlyList<string> Datasets, IReadOnlyList<string> Notes);
