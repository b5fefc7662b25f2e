using Omua.Agents.Figures;
using Omua.Agents.Tasks;

namespace Omua.Agents.Strategy;

/// <summary>How cost, conversions, cost per conversion and return move over the window of a dataset.</summary>
internal static class TrendReview
{
    // A slope needs weeks; below two of them there is nothing to compare with either.
    private const int FewestDays = 14;

    public static IEnumerable<(JsonObject Json, IReadOnlyList<Finding> Findings)> Of(string agent, PerformanceDataset dataset, int seed)
    {
        if (!dataset.Table.HasDays || !dataset.Table.HasMeasure(MeasureNames.Cost) || dataset.Window is not { Days: >= FewestDays })
        {
            yield break;
        }

        foreach (var currency in Currencies.Of(dataset.Table))
        {
            foreach (var trend in Trends.Of(dataset.Table, [], new TrendOptions { Currency = currency, Seed = seed }))
            {
                yield return (Json(dataset, trend, currency), [.. trend.Metrics.Where(IsCredible).Select(metric => Finding(agent, dataset, trend, metric, currency))]);
            }
        }
    }

    private static bool IsCredible(MetricTrend metric) =>
        metric.Metric is "cpa" or "roas" && metric.Change is { BeforeValue: not null, AfterValue: not null, Difference.Interval: { } interval } && !interval.Contains(0);

    private static Finding Finding(string agent, PerformanceDataset dataset, GroupTrend trend, MetricTrend metric, string? currency)
    {
        var change = metric.Change!;
        var isCost = metric.Metric == "cpa";
        var isWorse = isCost == (change.Difference.Value > 0);
        return new Finding
        {
            Id = $"{agent}.trend.{Slug.Of(dataset.Name)}.{metric.Metric}{(currency is null ? "" : $".{Slug.Of(currency)}")}",
            Title = $"{(isCost ? "Cost per conversion" : "Return on ad spend")} of {Wording.Name(dataset.Name)} went from {Wording.Figure(change.BeforeValue)} to {Wording.Figure(change.AfterValue)} in the last {change.After.Days} days.",
            Severity = isWorse ? FindingSeverity.Warning : FindingSeverity.Info,
            Agent = agent,
            Interval = change.Difference.Interval,
            Evidence =
            [
                new Evidence
                {
                    Metric = $"{metric.Metric}_change",
                    Value = change.Difference.Value,
                    Unit = isCost ? $"{currency ?? Money.UnknownCurrency} per conversion" : "ratio",
                    Formula = isCost ? "sum(cost) / sum(conversions), last days minus the days before" : "sum(revenue) / sum(cost), last days minus the days before",
                    Dataset = dataset.Name,
                    RowCount = trend.RowCount,
                    Window = new DateRange(change.Before.From, change.After.To),
                    Interval = change.Difference.Interval,
                    Note = change.Difference.Method,
                },
            ],
        };
    }

    private static JsonObject Json(PerformanceDataset dataset, GroupTrend trend, string? currency) => new()
    {
        ["dataset"] = dataset.Name,
        ["currency"] = currency,
        ["rows"] = trend.RowCount,
        ["metrics"] = new JsonArray([.. trend.Metrics.Select(metric => (JsonNode)new JsonObject
        {
            ["metric"] = metric.Metric,
            ["slope_per_week"] = metric.Slope.Value,
            ["slope_interval"] = FigureJson.Of(metric.Slope.Interval),
            ["relative_slope_per_week"] = metric.RelativeSlope,
            ["weeks"] = metric.Points,
            ["before"] = metric.Change?.BeforeValue,
            ["after"] = metric.Change?.AfterValue,
            ["change"] = metric.Change?.Difference.Value,
            ["change_interval"] = FigureJson.Of(metric.Change?.Difference.Interval),
            ["days_compared"] = metric.Change?.After.Days,
            ["note"] = metric.Slope.Note,
        })]),
    };
}
