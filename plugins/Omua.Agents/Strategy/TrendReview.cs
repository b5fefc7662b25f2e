using Omua.Agents.Figures;
using Omua.Agents.Tasks;

namespace Omua.Agents.Strategy;

/// <summary>How cost, conversions, cost per conversion and return move over the window of a dataset, in all and for each campaign.</summary>
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

        // One campaign alone is the dataset once more.
        IEnumerable<IReadOnlyList<string>> groupings =
            dataset.Table.HasDimension(DimensionNames.Campaign) && dataset.Table.Values(DimensionNames.Campaign).Count > 1 ? [[], [DimensionNames.Campaign]] : [[]];
        foreach (var currency in Currencies.Of(dataset.Table))
        {
            foreach (var trend in groupings.SelectMany(by => Trends.Of(dataset.Table, by, new TrendOptions { Currency = currency, Seed = seed })))
            {
                yield return (Json(dataset, trend, currency), [.. trend.Metrics.Where(metric => metric.Change is { IsCredible: true }).Select(metric => Finding(agent, dataset, trend, metric, currency))]);
            }
        }
    }

    private static Finding Finding(string agent, PerformanceDataset dataset, GroupTrend trend, MetricTrend metric, string? currency)
    {
        var change = metric.Change!;
        var isCost = metric.Metric == "cpa";
        var isWorse = isCost == (change.Difference.Value > 0);
        return new Finding
        {
            Id = $"{agent}.trend.{Slug.Of(dataset.Name)}{(trend.Key.Count == 0 ? "" : $".{Slug.Of(string.Join(" ", trend.Key.Values))}")}.{metric.Metric}{(currency is null ? "" : $".{Slug.Of(currency)}")}",
            Title = $"{(isCost ? "Cost per conversion" : "Return on ad spend")} of {(trend.Key.Count == 0 ? Wording.Name(dataset.Name) : Wording.Name(string.Join(" / ", trend.Key.Values)))} went from {Wording.Figure(change.BeforeValue)} to {Wording.Figure(change.AfterValue)} in the last {change.After.Days} days, against the {change.Before.Days} before.",
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
                    Rows = trend.Key,
                    RowCount = trend.RowCount,
                    Window = new DateRange(change.Before.From, change.After.To),
                    Interval = change.Difference.Interval,
                    Note = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{change.Difference.Method}; p = {change.AdjustedPValue:0.0000} after Benjamini-Hochberg"),
                },
            ],
        };
    }

    private static JsonObject Json(PerformanceDataset dataset, GroupTrend trend, string? currency) => new()
    {
        ["dataset"] = dataset.Name,
        ["key"] = FigureJson.Key(trend.Key),
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
            ["p_value_adjusted"] = metric.Change?.AdjustedPValue,
            ["credible"] = metric.Change?.IsCredible,
            ["days_compared"] = metric.Change?.After.Days,
            ["note"] = metric.Slope.Note ?? metric.Change?.Note,
        })]),
    };
}
