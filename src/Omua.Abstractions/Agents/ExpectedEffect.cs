namespace Omua.Abstractions;

/// <summary>The expected difference that a change makes to a metric over the budget period, against leaving things as they are.</summary>
/// <param name="Metric">The metric: <c>revenue</c>, <c>conversions</c>.</param>
/// <param name="Low">Lower end of the interval; null where the data supports no interval.</param>
/// <param name="Mid">The estimate; null where the data supports none.</param>
/// <param name="High">Upper end of the interval; null where the data supports no interval.</param>
/// <param name="Level">Confidence level of the interval. Default 0.95.</param>
public sealed record ExpectedEffect(string Metric, double? Low, double? Mid, double? High, double Level = 0.95);
