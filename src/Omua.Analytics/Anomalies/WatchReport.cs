namespace Omua.Analytics;

/// <summary>What watching a series raised.</summary>
/// <param name="Series">The name of the series.</param>
/// <param name="Alarms">Alarms in the order of time.</param>
/// <param name="Judged">How many values were judged; the first ones are learned from alone.</param>
/// <param name="Skipped">How many values had too little volume.</param>
/// <param name="Notes">What a reader must know.</param>
public sealed record WatchReport(string Series, IReadOnlyList<Alarm> Alarms, int Judged, int Skipped, IReadOnlyList<string> Notes);
