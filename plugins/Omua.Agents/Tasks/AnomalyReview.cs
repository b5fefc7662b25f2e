using System.Globalization;
using Omua.Agents.Channels;
using Omua.Agents.Figures;

namespace Omua.Agents.Tasks;

/// <summary>Days on which a campaign stood out from the days around it.</summary>
internal static class AnomalyReview
{
    public static TaskResult Of(TaskSpec task, string agent, PerformanceDataset dataset, ChannelOptions options) =>
        Of(task, agent, dataset, options, dataset.Table.HasDimension(DimensionNames.Campaign) ? [DimensionNames.Campaign] : []);

    public static TaskResult Of(TaskSpec task, string agent, PerformanceDataset dataset, ChannelOptions options, IReadOnlyList<string> by)
    {
        var (findings, found, notes, judged) = (new List<Finding>(), new JsonArray(), new List<string>(), 0);
        foreach (var currency in Currencies.Of(dataset.Table))
        {
            var report = Anomalies.Find(dataset.Table, by, new AnomalyOptions { Threshold = options.AnomalyThreshold, Currency = currency });
            judged += report.DaysJudged;
            notes.AddRange(report.Notes);
            foreach (var anomaly in report.Anomalies)
            {
                found.Add((JsonNode)Json(anomaly, currency));
            }

            // What happened to a campaign on a day is one event, however many of its figures it moved.
            findings.AddRange(report.Anomalies.GroupBy(anomaly => (string.Join('\u001f', anomaly.Key.Values), anomaly.Day)).Take(options.MaxFindings)
                .Select(day => Finding(agent, dataset, [.. day], currency)));
        }

        var result = new JsonObject
        {
            ["dataset"] = dataset.Name,
            ["values_judged"] = judged,
            ["threshold"] = options.AnomalyThreshold,
            ["anomalies"] = found,
            ["notes"] = FigureJson.Texts(notes),
        };
        return TaskResult.Completed(task, result) with { Findings = findings };
    }

    private static Finding Finding(string agent, PerformanceDataset dataset, List<Anomaly> moved, string? currency)
    {
        var first = moved[0];
        var day = first.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var when = dataset.IsYearAssumed ? first.Day.ToString("d MMMM", CultureInfo.InvariantCulture) : day;
        var whose = first.Key.Count == 0 ? Wording.Name(dataset.Name) : Wording.Name(string.Join(" / ", first.Key.Values));
        var rows = Kpi.RollUp(dataset, new KpiQuery { Where = first.Key, Window = new DateRange(first.Day, first.Day) }).Totals.RowCount;
        var slug = first.Key.Count == 0 ? "" : $".{Slug.Of(string.Join(" ", first.Key.Values))}";
        var figures = moved.Select(anomaly => $"{Metric(anomaly.Metric)} {Wording.Figure(anomaly.Value)} instead of about {Wording.Figure(anomaly.Expected)}");
        return new Finding
        {
            Id = $"{agent}.anomaly.{Slug.Of(dataset.Name)}{slug}.{day}{(currency is null ? "" : $".{Slug.Of(currency)}")}",
            Title = $"{whose} stood out on {when}: {string.Join(", ", figures)}.",
            Severity = FindingSeverity.Warning,
            Agent = agent,
            Evidence = [.. moved.Select(anomaly => Evidence(dataset, anomaly, rows, currency))],
            Advice = "Check tracking and the change history of that day.",
        };
    }

    private static Evidence Evidence(PerformanceDataset dataset, Anomaly anomaly, long rows, string? currency) => new()
    {
        Metric = anomaly.Metric,
        Value = anomaly.Value,
        Unit = Unit(anomaly.Metric, currency ?? Money.UnknownCurrency),
        Formula = anomaly.Metric switch
        {
            "cpa" => "sum(cost) / sum(conversions)",
            "roas" => "sum(revenue) / sum(cost)",
            var measure => $"sum({measure})",
        },
        Dataset = dataset.Name,
        Rows = anomaly.Key,
        RowCount = rows,
        Window = new DateRange(anomaly.Day, anomaly.Day),
        Note = $"expected {Wording.Figure(anomaly.Expected)} by {anomaly.Method}; ordinary days lie between {Wording.Figure(anomaly.BandLow)} and {Wording.Figure(anomaly.BandHigh)}",
    };

    private static string Metric(string metric) => metric switch { "cpa" => "cost per conversion", "roas" => "return on ad spend", var name => name };

    private static string Unit(string metric, string currency) => metric switch
    {
        "cost" or "revenue" => currency,
        "cpa" => $"{currency} per conversion",
        "roas" => "ratio",
        _ => "count",
    };

    private static JsonObject Json(Anomaly anomaly, string? currency) => new()
    {
        ["key"] = FigureJson.Key(anomaly.Key),
        ["day"] = anomaly.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["metric"] = anomaly.Metric,
        ["currency"] = currency,
        ["value"] = anomaly.Value,
        ["expected"] = anomaly.Expected,
        ["low"] = anomaly.BandLow,
        ["high"] = anomaly.BandHigh,
        ["score"] = anomaly.Score,
        ["method"] = anomaly.Method,
    };
}
