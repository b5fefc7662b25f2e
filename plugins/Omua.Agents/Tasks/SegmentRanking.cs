using Omua.Agents.Figures;

namespace Omua.Agents.Tasks;

/// <summary>Ranks the segments of one dimension by return on ad spend, else cost per conversion, else cost per click: whichever the data carries.</summary>
internal static class SegmentRanking
{
    // As many as a person reads in one finding; the result holds all of them.
    private const int Shown = 3;

    public static TaskResult Of(TaskSpec task, string agent, PerformanceDataset dataset, string dimension)
    {
        var report = Kpi.RollUp(dataset, new KpiQuery { By = [dimension], HasIntervals = true });
        var findings = new List<Finding>();
        var rankings = new JsonArray();
        foreach (var rows in report.By.GroupBy(row => row.Figures.Currency))
        {
            if (Metric.ToRankBy(rows.Select(row => row.Figures)) is not { } metric)
            {
                continue;
            }

            var ranked = Rank(rows, metric);
            rankings.Add((JsonNode)Json(ranked, metric, rows.Key));
            if (Finding(task, agent, dataset, dimension, ranked, metric, rows.Key) is { } finding)
            {
                findings.Add(finding);
            }
        }

        var result = new JsonObject
        {
            ["dataset"] = dataset.Name,
            ["dimension"] = dimension,
            ["totals"] = FigureJson.Of(report.Totals),
            ["rankings"] = rankings,
            ["notes"] = FigureJson.Texts(report.Notes),
        };
        return TaskResult.Completed(task, result) with { Findings = findings };
    }

    private static List<KpiRow> Rank(IEnumerable<KpiRow> rows, Metric metric) =>
        [.. rows.OrderBy(row => metric.Value(row.Figures) is null).ThenBy(row => (metric.LowerIsBetter ? 1 : -1) * metric.Value(row.Figures)).ThenByDescending(row => row.Figures.Cost)];

    private static JsonObject Json(List<KpiRow> ranked, Metric metric, string? currency) => new()
    {
        ["metric"] = metric.Name,
        ["formula"] = metric.Formula,
        ["best"] = metric.LowerIsBetter ? "lowest" : "highest",
        ["currency"] = currency,
        ["segments"] = new JsonArray([.. ranked.Select((row, index) =>
        {
            var json = FigureJson.Of(row);
            json["rank"] = metric.Value(row.Figures) is null ? null : index + 1;
            return (JsonNode)json;
        })]),
    };

    private static Finding? Finding(
        TaskSpec task, string agent, PerformanceDataset dataset, string dimension, List<KpiRow> ranked, Metric metric, string? currency)
    {
        var known = ranked.Where(row => metric.Value(row.Figures) is not null).ToList();
        if (known.Count == 0)
        {
            return null;
        }

        string Text(KpiRow row, string? place)
        {
            var value = metric == Metric.Roas ? Wording.Figure(metric.Value(row.Figures)) : Wording.Amount(metric.Value(row.Figures), currency);
            var range = metric.Interval(row.Figures) is { } interval ? $"{Wording.Figure(interval.Low)} to {Wording.Figure(interval.High)}" : null;
            return $"{Wording.Name(row.Key[dimension])} {value}{(place is null && range is null ? "" : $" ({string.Join("; ", new[] { place, range }.OfType<string>())})")}";
        }

        var title = known.Count == 1
            ? $"{Wording.Capital(metric.Words)} of {Wording.Words(dimension)} {Text(known[0], null)}"
            : $"By {Wording.Words(dimension)}, {metric.Words} runs from {Text(known[0], "best")} to {Text(known[^1], $"worst of {known.Count}")}";
        var shown = known.Count <= 2 * Shown ? known : [.. known.Take(Shown), .. known.TakeLast(Shown)];
        return new Finding
        {
            Id = currency is null ? task.Id : $"{task.Id}.{Slug.Of(currency)}",
            Title = $"{title}.",
            Severity = FindingSeverity.Info,
            Agent = agent,
            Interval = metric.Interval(known[0].Figures),
            Evidence = [.. shown.Select(row => metric.Evidence(row.Figures, dataset, row.Key))],
            Advice = known.Count < ranked.Count ? $"{ranked.Count - known.Count} further segment(s) have no {metric.Words}: they brought nothing to divide by." : null,
        };
    }
}
