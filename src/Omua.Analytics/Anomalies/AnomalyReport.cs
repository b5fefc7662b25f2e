namespace Omua.Analytics;

/// <summary>What was found, and what was not looked at.</summary>
/// <param name="Anomalies">Anomalies, largest absolute score first.</param>
/// <param name="DaysJudged">How many values (group, metric, day) passed the gate and were judged.</param>
/// <param name="Notes">Groups and metrics that were too small or too short to judge.</param>
public sealed record AnomalyReport(IReadOnlyList<Anomaly> Anomalies, int DaysJudged, IReadOnlyList<string> Notes);
