namespace Omua.Agents.Budgets;

/// <summary>Rows that a budget is not split over, and why.</summary>
internal sealed record LeftOut(PerformanceDataset Dataset, string? Currency, string Reason);
