using Omua.Analytics;

namespace Omua.Cli.Verbs.Analysis.Unusual;

/// <summary>One column of a table, watched, with the score of its alarms where windows are labelled.</summary>
internal sealed record WatchedSeries(TimeTable Table, string Column, WatchReport Report, DetectionScore? Score)
{
    public static WatchedSeries Of(TimeTable table, string column, string? volume, WatchOptions options, LabelledWindows? labels)
    {
        var values = table.Number(column);
        var volumes = volume is null ? null : table.Number(volume);
        var rows = Enumerable.Range(0, values.Count).Where(row => double.IsFinite(values[row])).OrderBy(row => table.Times[row]).ToList();
        var series = new TimeSeries
        {
            Name = table.Numbers.Count(name => name != volume) == 1 ? table.Name : $"{table.Name}.{column}",
            Times = [.. rows.Select(row => table.Times[row])],
            Values = [.. rows.Select(row => values[row])],
            Volumes = volumes is null ? null : [.. rows.Select(row => volumes[row])],
        };
        var report = Anomalies.Watch(series, options);
        var alarmed = report.Alarms.Select(alarm => alarm.Index).ToHashSet();
        var windows = labels?.Of(table.Name);
        return new WatchedSeries(table, column, report, windows is null ? null : DetectionScore.Of(series.Times, [.. Enumerable.Range(0, rows.Count).Select(alarmed.Contains)], windows));
    }
}
