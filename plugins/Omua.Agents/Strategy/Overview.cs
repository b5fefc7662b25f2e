using Omua.Agents.Figures;

namespace Omua.Agents.Strategy;

/// <summary>The key figures: totals, by campaign and by channel. Spend that several datasets hold at different grains is used once.</summary>
internal static class Overview
{
    public static TaskResult Of(TaskSpec task, string agent, IReadOnlyList<PerformanceDataset> datasets, int seed)
    {
        var totals = Kpi.RollUp(datasets, new KpiQuery());
        var byCampaign = By(datasets, DimensionNames.Campaign);
        var used = datasets.Where(dataset => totals.Datasets.Contains(dataset.Name)).ToList();
        var trends = used.SelectMany(dataset => TrendReview.Of(agent, dataset, seed)).ToList();
        var result = new JsonObject
        {
            ["totals"] = FigureJson.Of(totals.Totals),
            ["totals_by_currency"] = Rows(totals.TotalsByCurrency),
            ["by_campaign"] = Rows(byCampaign?.By ?? []),
            ["by_channel"] = Rows(Channels(datasets)),
            ["trends"] = new JsonArray([.. trends.Select(trend => (JsonNode)trend.Json)]),
            ["datasets"] = FigureJson.Texts(totals.Datasets),
            ["notes"] = FigureJson.Texts([.. totals.Notes.Union(byCampaign?.Notes ?? [])]),
        };
        return TaskResult.Completed(task, result) with { Findings = [.. used.SelectMany(dataset => Totals(agent, dataset)), .. trends.SelectMany(trend => trend.Findings)] };
    }

    private static KpiReport? By(IReadOnlyList<PerformanceDataset> datasets, string dimension)
    {
        var having = datasets.Where(dataset => dataset.Table.HasDimension(dimension)).ToList();
        return having.Count == 0 ? null : Kpi.RollUp(having, new KpiQuery { By = [dimension], HasIntervals = true });
    }

    private static IEnumerable<KpiRow> Channels(IReadOnlyList<PerformanceDataset> datasets)
    {
        foreach (var group in datasets.GroupBy(dataset => dataset.Table.HasDimension(DimensionNames.Channel) ? null : dataset.Channel ?? "unidentified"))
        {
            if (group.Key is null)
            {
                foreach (var row in Kpi.RollUp([.. group], new KpiQuery { By = [DimensionNames.Channel] }).By)
                {
                    yield return row;
                }

                continue;
            }

            var report = Kpi.RollUp([.. group], new KpiQuery());
            var key = new Dictionary<string, string> { [DimensionNames.Channel] = group.Key };
            if (report.TotalsByCurrency.Count == 0)
            {
                yield return new KpiRow(key, report.Totals);
            }

            foreach (var row in report.TotalsByCurrency)
            {
                yield return row with { Key = new Dictionary<string, string>(row.Key) { [DimensionNames.Channel] = group.Key } };
            }
        }
    }

    private static IEnumerable<Finding> Totals(string agent, PerformanceDataset dataset)
    {
        var report = Kpi.RollUp(dataset, new KpiQuery { HasIntervals = true });
        IReadOnlyList<KpiRow> rows = report.TotalsByCurrency.Count > 0 ? report.TotalsByCurrency : [new KpiRow(new Dictionary<string, string>(), report.Totals)];
        foreach (var (key, figures) in rows)
        {
            if (figures.Cost is not { } cost)
            {
                continue;
            }

            var brought = new List<string>();
            var evidence = new List<Evidence> { Metric.Cost.Evidence(figures, dataset, key) };
            if (figures.Revenue is { } revenue)
            {
                brought.Add(revenue == 0 ? "no revenue" : $"{Wording.Amount(revenue, figures.Currency)} revenue (ROAS {Wording.Figure(figures.Roas)})");
                evidence.AddRange([Metric.Revenue.Evidence(figures, dataset, key), Metric.Roas.Evidence(figures, dataset, key)]);
            }

            if (figures.Conversions is { } conversions)
            {
                brought.Add(conversions == 0 ? "no conversions"
                    : $"{conversions.ToString("#,##0.##", System.Globalization.CultureInfo.InvariantCulture)} conversions at {Wording.Amount(figures.Cpa, figures.Currency)} each");
                evidence.AddRange([Metric.Conversions.Evidence(figures, dataset, key), Metric.Cpa.Evidence(figures, dataset, key)]);
            }

            if (brought.Count == 0 && figures.Clicks is { } clicks)
            {
                brought.Add($"{clicks.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture)} clicks at {Wording.Amount(figures.Cpc, figures.Currency)} each");
                evidence.Add(Metric.Cpc.Evidence(figures, dataset, key));
            }

            yield return new Finding
            {
                Id = $"{agent}.overview.{Slug.Of(dataset.Name)}{(key.Count == 0 ? "" : $".{Slug.Of(string.Join(" ", key.Values))}")}",
                Title = $"{Wording.Name(dataset.Name)}: {Wording.Amount(cost, figures.Currency)} spent{(brought.Count == 0 ? "" : " brought " + string.Join(" and ", brought))}.",
                Severity = FindingSeverity.Info,
                Agent = agent,
                Evidence = evidence,
            };
        }
    }

    private static JsonArray Rows(IEnumerable<KpiRow> rows) => new([.. rows.Select(row => (JsonNode)FigureJson.Of(row))]);
}
