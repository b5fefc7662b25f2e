namespace Omua.Analytics;

/// <summary>The figures of one group.</summary>
/// <param name="Key">The dimension values and, with a time grain, the span that the group stands for: <c>campaign = camp 1</c>, <c>day = 2025-04-01</c>.</param>
/// <param name="Figures">Sums and ratios of the group.</param>
public sealed record KpiRow(IReadOnlyDictionary<string, string> Key, KpiFigures Figures);
