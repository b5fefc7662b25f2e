using System.Globalization;
using Omua.Agents.Figures;
using Omua.Agents.Tasks;

namespace Omua.Agents.Strategy;

/// <summary>Why cost per conversion and return moved in the last weeks: which campaigns did better or worse, and which merely took a larger share.</summary>
internal static class ChangeReview
{
    public const string Analysis = "change";

    private static readonly string[] Explained = ["cpa", "roas", "conversions", "revenue"];

    /// <summary>The dimension to share a change out to; null where the data carries none, or no two periods.</summary>
    public static string? DimensionOf(PerformanceDataset dataset) =>
        dataset.Table.HasDays && dataset.Table.HasMeasure(MeasureNames.Cost) && dataset.Window is { Days: >= 14 }
            ? Array.Find([DimensionNames.Campaign, DimensionNames.AdSet, DimensionNames.Channel], name => dataset.Table.HasDimension(name) && dataset.Table.Values(name).Count > 1)
            : null;

    public static TaskResult Of(TaskSpec task, string agent, PerformanceDataset dataset, string dimension, int seed)
    {
        var (before, after) = ChangePeriods.AtTheEnd(dataset.Window ?? throw new TaskRejectedException($"'{dataset.Name}' carries no days to compare."))
            ?? throw new TaskRejectedException($"'{dataset.Name}' covers {dataset.Window!.Value.Days} days, which holds no two periods.");
        var (findings, results) = (new List<Finding>(), new JsonArray());
        foreach (var currency in Currencies.Of(dataset.Table))
        {
            var report = ChangeDecomposition.Of([dataset], new ChangeQuery { Before = before, After = after, By = [dimension], Currency = currency, Seed = seed });
            results.Add((JsonNode)ChangeJson.Of(report));
            findings.AddRange(report.Metrics.Where(metric => Explained.Contains(metric.Metric) && metric.Change.Interval is { } range && !range.Contains(0)).Select(metric => Finding(agent, dataset, dimension, report, metric)));
        }

        return TaskResult.Completed(task, new JsonObject { ["method"] = "change", ["dataset"] = dataset.Name, ["dimension"] = dimension, ["changes"] = results }) with { Findings = findings };
    }

    private static Finding Finding(string agent, PerformanceDataset dataset, string dimension, ChangeReport report, MetricChange metric)
    {
        var isWorse = metric.Metric == "cpa" == (metric.Change.Value > 0);
        var first = metric.Segments[0];
        string Signed(double? value) => $"{(value >= 0 ? "+" : "")}{Wording.Figure(value)}";
        var parts = metric.Effects.Where(effect => effect.Value.Value is not 0).OrderByDescending(effect => Math.Abs(effect.Value.Value!.Value)).Select(effect => $"{Word(effect.Key)} {Signed(effect.Value.Value)}");
        return new Finding
        {
            Id = $"{agent}.change.{Slug.Of(dataset.Name)}.{metric.Metric}{(report.Currency is null ? "" : $".{Slug.Of(report.Currency)}")}",
            Title = $"{Wording.Capital(Name(metric.Metric))} of {Wording.Name(dataset.Name)} went from {Wording.Figure(metric.Before)} to {Wording.Figure(metric.After)}: {string.Join(", ", parts)}; most of it by {Wording.Words(dimension)} {Wording.Name(first.Key[dimension])} ({Signed(first.Contribution.Value)}).",
            Severity = isWorse ? FindingSeverity.Warning : FindingSeverity.Info,
            Agent = agent,
            Interval = metric.Change.Interval,
            Evidence =
            [
                New(dataset, report, metric, "change", metric.Change, new Dictionary<string, string>(), report.RowCount),
                .. metric.Effects.Where(effect => effect.Value.Value is not 0).Select(effect => New(dataset, report, metric, effect.Key, effect.Value, new Dictionary<string, string>(), report.RowCount)),
                .. metric.Segments.Take(3).Select(segment => New(dataset, report, metric, "contribution", segment.Contribution, segment.Key, segment.RowCount)),
            ],
            Advice = !isWorse ? null : Math.Abs(metric.Effects["rate"].Value ?? 0) >= Math.Abs(metric.Effects["mix"].Value ?? 0)
                ? $"It is the {Wording.Words(dimension)} itself that does worse: look at what changed in it before the budget is moved."
                : $"Spend moved to what was dearer before: the shares are to be looked at, not the single {Wording.Words(dimension)}.",
        };
    }

    private static Evidence New(PerformanceDataset dataset, ChangeReport report, MetricChange metric, string part, Estimate estimate, IReadOnlyDictionary<string, string> rows, long count) => new()
    {
        Metric = $"{metric.Metric}_{part}",
        Value = estimate.Value,
        Unit = metric.Metric switch { "roas" => "ratio", "cpa" => $"{report.Currency ?? Money.UnknownCurrency} per conversion", "revenue" => report.Currency ?? Money.UnknownCurrency, _ => "count" },
        Formula = string.Create(CultureInfo.InvariantCulture, $"{metric.Formula}, {report.Query.After} - {report.Query.Before}; symmetric split into shares and rates"),
        Dataset = dataset.Name,
        Rows = rows,
        RowCount = count,
        Window = new DateRange(report.Query.Before.From, report.Query.After.To),
        Interval = estimate.Interval,
        Note = estimate.Note ?? estimate.Method,
    };

    private static string Word(string effect) => effect switch { "volume" => "more or less of everything", "mix" => "shares that moved", "rate" => "doing better or worse", _ => "spend without conversions" };

    private static string Name(string metric) => metric switch { "cpa" => "cost per conversion", "roas" => "return on ad spend", var name => name };
}
