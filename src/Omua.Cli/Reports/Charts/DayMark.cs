namespace Omua.Cli.Reports.Charts;

/// <summary>A day that stands out, and why.</summary>
internal sealed record DayMark(DateOnly Day, string Label);
