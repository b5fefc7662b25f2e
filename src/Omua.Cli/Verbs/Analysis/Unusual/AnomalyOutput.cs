using System.Globalization;
using System.Text.Json.Nodes;
using Omua.Analytics;
using Omua.Cli.Runs;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Analysis.Unusual;

/// <summary>Anomalies as a document or as a table.</summary>
internal static class AnomalyOutput
{
    public static void Days(Invocation invocation, SeriesInput input, IReadOnlyList<(PerformanceDataset Dataset, AnomalyReport Report)> found, AnomalyOptions options)
    {
        var totals = new JsonObject { ["judged"] = found.Sum(one => one.Report.DaysJudged), ["anomalies"] = found.Sum(one => one.Report.Anomalies.Count), ["threshold"] = options.Threshold };
        var notes = found.SelectMany(one => one.Report.Notes).ToList();
        if (invocation.IsJson)
        {
            var by = found.SelectMany(one => one.Report.Anomalies.Select(anomaly => (JsonNode)Day(one.Dataset, anomaly)));
            invocation.Output.Json(AnalysisDocument.Of("anomaly", totals, by, [.. found.Select(one => one.Dataset.Quality)], notes, input.Faults));
        }
        else
        {
            var table = new TextTable("day", "group", "metric", "value", "expected", "low", "high", "score").Right(3);
            foreach (var anomaly in found.SelectMany(one => one.Report.Anomalies))
            {
                table.Add($"{anomaly.Day:yyyy-MM-dd}", anomaly.Key.Count == 0 ? "all" : string.Join(" / ", anomaly.Key.Values), anomaly.Metric, AnalysisInput.Figure(anomaly.Value),
                    AnalysisInput.Figure(anomaly.Expected), AnalysisInput.Figure(anomaly.BandLow), AnalysisInput.Figure(anomaly.BandHigh), AnalysisInput.Figure(anomaly.Score));
            }

            Write(invocation, table, string.Create(CultureInfo.InvariantCulture, $"{totals["anomalies"]} of {totals["judged"]} values judged are out of their band"), notes);
        }

        invocation.Output.Warn(input.Faults);
    }

    public static void Series(Invocation invocation, SeriesInput input, IReadOnlyList<WatchedSeries> watched, WatchOptions options)
    {
        var score = watched.Any(one => one.Score is not null) ? DetectionScore.Sum([.. watched.Select(one => one.Score).OfType<DetectionScore>()]) : null;
        var notes = watched.SelectMany(one => one.Report.Notes).ToList();
        if (invocation.IsJson)
        {
            var totals = new JsonObject
            {
                ["judged"] = watched.Sum(one => one.Report.Judged), ["anomalies"] = watched.Sum(one => one.Report.Alarms.Count), ["false_alarm_rate"] = options.FalseAlarmRate, ["score"] = Score(score),
            };
            var document = AnalysisDocument.Of("anomaly", totals, watched.SelectMany(one => one.Report.Alarms.Select(alarm => (JsonNode)Alarm(one, alarm))),
                [.. watched.Select(one => one.Table.Quality).Distinct()], notes, input.Faults);
            document["series"] = FigureJson.Of(watched, one => new JsonObject
            {
                ["name"] = one.Report.Series, ["column"] = one.Column, ["judged"] = one.Report.Judged, ["skipped"] = one.Report.Skipped, ["anomalies"] = one.Report.Alarms.Count, ["score"] = Score(one.Score),
            });
            invocation.Output.Json(document);
        }
        else
        {
            var table = new TextTable("time", "series", "value", "expected", "low", "high", "score", "until").Right(2);
            foreach (var (one, alarm) in watched.SelectMany(one => one.Report.Alarms.Select(alarm => (one, alarm))))
            {
                table.Add(AnalysisInput.Moment(alarm.At), one.Report.Series, AnalysisInput.Figure(alarm.Value), AnalysisInput.Figure(alarm.Expected), AnalysisInput.Figure(alarm.BandLow),
                    AnalysisInput.Figure(alarm.BandHigh), AnalysisInput.Figure(alarm.Score), AnalysisInput.Moment(alarm.Until));
            }

            Write(invocation, table, string.Create(CultureInfo.InvariantCulture,
                $"{watched.Sum(one => one.Report.Alarms.Count)} alarms on {watched.Sum(one => one.Report.Judged)} values judged, in {watched.Count} series"), notes);
            if (score is not null)
            {
                invocation.Output.Line(string.Create(CultureInfo.InvariantCulture,
                    $"score against the labelled windows ({score.Profile.Name} profile of the Numenta Anomaly Benchmark): {score.Normalised:0.0} of 100; {score.Found} of {score.Windows} windows found, {score.FalseAlarms} false alarms"));
            }
        }

        invocation.Output.Warn(input.Faults);
    }

    private static void Write(Invocation invocation, TextTable table, string summary, List<string> notes)
    {
        invocation.Output.Table(table);
        invocation.Output.Line(summary);
        foreach (var note in notes)
        {
            invocation.Output.Line($"note: {note}");
        }
    }

    private static JsonObject Day(PerformanceDataset dataset, Anomaly anomaly) => new()
    {
        ["key"] = AnalysisDocument.Key(anomaly.Key),
        ["dataset"] = dataset.Name,
        ["day"] = $"{anomaly.Day:yyyy-MM-dd}",
        ["metric"] = anomaly.Metric,
        ["value"] = FigureJson.Number(anomaly.Value),
        ["expected"] = FigureJson.Number(anomaly.Expected),
        ["low"] = FigureJson.Number(anomaly.BandLow),
        ["high"] = FigureJson.Number(anomaly.BandHigh),
        ["score"] = FigureJson.Number(anomaly.Score),
        ["method"] = anomaly.Method,
    };

    private static JsonObject Alarm(WatchedSeries watched, Alarm alarm) => new()
    {
        ["key"] = new JsonObject { ["series"] = watched.Report.Series, ["column"] = watched.Column },
        ["time"] = alarm.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        ["until"] = alarm.Until.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        ["value"] = FigureJson.Number(alarm.Value),
        ["expected"] = FigureJson.Number(alarm.Expected),
        ["low"] = FigureJson.Number(alarm.BandLow),
        ["high"] = FigureJson.Number(alarm.BandHigh),
        ["score"] = FigureJson.Number(alarm.Score),
    };

    private static JsonObject? Score(DetectionScore? score) => score is null ? null : new JsonObject
    {
        ["profile"] = score.Profile.Name, ["normalised"] = FigureJson.Number(score.Normalised), ["raw"] = FigureJson.Number(score.Raw), ["windows"] = score.Windows, ["found"] = score.Found,
        ["false_alarms"] = score.FalseAlarms,
    };
}
