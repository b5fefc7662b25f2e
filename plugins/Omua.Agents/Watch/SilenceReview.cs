using System.Globalization;
using Omua.Agents.Figures;

namespace Omua.Agents.Watch;

/// <summary>Campaigns whose conversions stopped while clicks went on. The budget agent holds the same ones.</summary>
internal static class SilenceReview
{
    public static TaskResult Of(TaskSpec task, string agent, PerformanceDataset dataset)
    {
        string[] by = dataset.Table.HasDimension(DimensionNames.Campaign) ? [DimensionNames.Campaign] : [];
        var (silent, watched) = ConversionSilence.Find(dataset, by);
        var output = new JsonObject
        {
            ["dataset"] = dataset.Name,
            ["campaigns_watched"] = watched,
            ["silent"] = new JsonArray([.. silent.Select(found => (JsonNode)new JsonObject
            {
                ["key"] = FigureJson.Key(found.Key), ["since"] = Day(found), ["days"] = found.Days, ["clicks"] = found.Clicks, ["expected_conversions"] = found.ExpectedConversions,
                ["dispersion"] = found.Dispersion, ["chance"] = found.Probability,
            })]),
            ["chance"] = ConversionSilence.Chance,
        };
        return TaskResult.Completed(task, output) with { Findings = [.. silent.Where(found => found.IsBeyondChance).Select(found => Finding(agent, dataset, found))] };
    }

    private static string Day(ConversionSilence found) => found.Since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Finding Finding(string agent, PerformanceDataset dataset, ConversionSilence found)
    {
        var name = found.Key.Count == 0 ? "all" : string.Join(" / ", found.Key.Values);
        var window = new DateRange(found.Since, dataset.Window!.Value.To);
        return new Finding
        {
            Id = $"{agent}.silence.{Slug.Of(dataset.Name)}.{Slug.Of(name)}",
            Title = string.Create(CultureInfo.InvariantCulture, $"{Wording.Name(name)} has had no conversion since {Day(found)}, in {found.Clicks:#,##0} clicks that would have brought about {Wording.Figure(found.ExpectedConversions)}."),
            Severity = FindingSeverity.Critical,
            Agent = agent,
            Evidence =
            [
                new Evidence
                {
                    Metric = "expected_conversions", Value = found.ExpectedConversions, Unit = "count", Formula = "clicks since * sum(conversions) / sum(clicks) of the days before", Dataset = dataset.Name, Rows = found.Key,
                    RowCount = Kpi.RollUp(dataset, new KpiQuery { Where = found.Key, Window = window }).Totals.RowCount, Window = window,
                    Note = string.Create(CultureInfo.InvariantCulture, $"none of them in {found.Days} days has a chance of {found.Probability:0.0e0} (Poisson, spread {found.Dispersion:0.0} times as large)"),
                },
            ],
            Advice = "Check the tag and the page it leads to before anything is read from these days; a late export shows the same, so look at whether the platform fills in conversions afterwards.",
        };
    }
}
