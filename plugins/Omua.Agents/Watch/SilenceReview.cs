using System.Globalization;
using Omua.Agents.Figures;

namespace Omua.Agents.Watch;

/// <summary>Campaigns whose conversions stopped while clicks went on: a broken tag or page shows like this before anything else.</summary>
internal static class SilenceReview
{
    /// <summary>The chance of so long a silence at the usual rate, below which it is no chance; for all campaigns together.</summary>
    private const double Chance = 0.001;

    public static TaskResult Of(TaskSpec task, string agent, PerformanceDataset dataset)
    {
        var by = dataset.Table.HasDimension(DimensionNames.Campaign) ? DimensionNames.Campaign : null;
        var currency = dataset.Table.HasDimension(DimensionNames.Currency) ? DimensionNames.Currency : null;
        var rows = Kpi.RollUp(dataset, new KpiQuery { By = [.. new[] { by, currency }.OfType<string>()], Grain = TimeGrain.Day }).By;
        var groups = rows.GroupBy(row => by is null ? "all" : row.Key[by], StringComparer.Ordinal).ToList();
        var (silent, findings) = (new JsonArray(), new List<Finding>());
        foreach (var group in groups)
        {
            if (Silence(group.OrderBy(row => row.Key["day"], StringComparer.Ordinal).ToList()) is not { } found)
            {
                continue;
            }

            // Conversions come in bursts; a spread above Poisson's makes silence likelier, so its rate is divided by it.
            var chance = Math.Exp(-found.Expected / found.Dispersion);
            silent.Add((JsonNode)new JsonObject
            {
                ["key"] = by is null ? new JsonObject() : new JsonObject { [by] = group.Key }, ["since"] = found.Since, ["days"] = found.Days, ["clicks"] = found.Clicks, ["expected_conversions"] = found.Expected, ["dispersion"] = found.Dispersion, ["chance"] = chance,
            });
            if (chance * groups.Count < Chance)
            {
                findings.Add(Finding(agent, dataset, by, group.Key, found, chance));
            }
        }

        return TaskResult.Completed(task, new JsonObject { ["dataset"] = dataset.Name, ["campaigns_watched"] = groups.Count, ["silent"] = silent, ["chance"] = Chance }) with { Findings = findings };
    }

    /// <summary>The stretch at the end without a conversion, and what its clicks would have brought at the rate before; null where there is none, or nothing before it.</summary>
    private static (string Since, int Days, double Clicks, double Expected, double Dispersion)? Silence(List<KpiRow> days)
    {
        var last = days.FindLastIndex(day => day.Figures.Conversions > 0);
        var before = days.Take(last + 1).ToList();
        var (clicks, conversions) = (before.Sum(day => day.Figures.Clicks ?? 0), before.Sum(day => day.Figures.Conversions ?? 0));
        var after = days.Skip(last + 1).Sum(day => day.Figures.Clicks ?? 0);
        if (last < 13 || last == days.Count - 1 || !(clicks > 0) || !(after > 0))
        {
            return null;
        }

        var rate = conversions / clicks;
        var spread = before.Where(day => day.Figures.Clicks > 0).Select(day => Math.Pow((day.Figures.Conversions ?? 0) - rate * day.Figures.Clicks!.Value, 2) / (rate * day.Figures.Clicks.Value)).DefaultIfEmpty(1).Average();
        return (days[last + 1].Key["day"], days.Count - last - 1, after, after * rate, Math.Max(1, spread));
    }

    private static Finding Finding(string agent, PerformanceDataset dataset, string? by, string name, (string Since, int Days, double Clicks, double Expected, double Dispersion) found, double chance)
    {
        var key = by is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [by] = name };
        var window = new DateRange(DateOnly.ParseExact(found.Since, "yyyy-MM-dd", CultureInfo.InvariantCulture), dataset.Window!.Value.To);
        return new Finding
        {
            Id = $"{agent}.silence.{Slug.Of(dataset.Name)}.{Slug.Of(name)}",
            Title = string.Create(CultureInfo.InvariantCulture, $"{Wording.Name(name)} has had no conversion since {found.Since}, in {found.Clicks:#,##0} clicks that would have brought about {Wording.Figure(found.Expected)}."),
            Severity = FindingSeverity.Critical,
            Agent = agent,
            Evidence =
            [
                new Evidence
                {
                    Metric = "expected_conversions", Value = found.Expected, Unit = "count", Formula = "clicks since * sum(conversions) / sum(clicks) of the days before", Dataset = dataset.Name, Rows = key,
                    RowCount = Kpi.RollUp(dataset, new KpiQuery { Where = key, Window = window }).Totals.RowCount, Window = window,
                    Note = string.Create(CultureInfo.InvariantCulture, $"none of them in {found.Days} days has a chance of {chance:0.0e0} (Poisson, spread {found.Dispersion:0.0} times as large)"),
                },
            ],
            Advice = "Check the tag and the page it leads to before anything is read from these days; a late export shows the same, so look at whether the platform fills in conversions afterwards.",
        };
    }
}
