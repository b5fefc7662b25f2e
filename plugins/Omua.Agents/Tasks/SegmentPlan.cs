using Omua.Agents.Figures;

namespace Omua.Agents.Tasks;

/// <summary>The segment tasks that fit the rows of a dataset; shared by the specialists, and by the strategist for data of no identified channel.</summary>
internal static class SegmentPlan
{
    public const string Ranking = "segments";
    public const string WasteReview = "waste";
    public const string AnomalyReview = "anomalies";

    private static readonly string[] NotSegments = [DimensionNames.Channel, DimensionNames.Currency, DimensionNames.Ad, "campaign_id", "ad_set_id", "ad_id"];

    public static IEnumerable<TaskSpec> For(string agent, PerformanceDataset dataset, string? channel, int maximumSegments)
    {
        var table = dataset.Table;
        if (table.RowCount == 0 || !table.HasMeasure(MeasureNames.Cost))
        {
            yield break;
        }

        var totals = Kpi.RollUp(dataset, new KpiQuery());
        var converts = totals.Totals.Conversions > 0;
        foreach (var dimension in table.Dimensions.Where(name => !NotSegments.Contains(name)))
        {
            var count = table.Values(dimension).Count;
            if (count < 2 && dimension != DimensionNames.Campaign || count > maximumSegments)
            {
                continue;
            }

            yield return Task(agent, Ranking, dataset, channel, dimension, $"Rank by {Wording.Words(dimension)}",
                $"Ranks each {Wording.Words(dimension)} of {dataset.Name} by what its money returns.");
            if (converts && count > 1)
            {
                yield return Task(agent, WasteReview, dataset, channel, dimension, $"Waste and winners by {Wording.Words(dimension)}",
                    $"Finds each {Wording.Words(dimension)} of {dataset.Name} that is large enough to judge and converts worse or better than the rest for the same money.");
            }
        }

        if (table.HasDays)
        {
            yield return Task(agent, AnomalyReview, dataset, channel, null, "Unusual days", $"Finds days of {dataset.Name} that stand out from the days around them.");
        }
    }

    private static TaskSpec Task(string agent, string analysis, PerformanceDataset dataset, string? channel, string? dimension, string name, string description)
    {
        var parameters = new JsonObject { ["analysis"] = analysis, ["dataset"] = dataset.Name };
        if (dimension is not null)
        {
            parameters["dimension"] = dimension;
        }

        if (channel is not null)
        {
            parameters["channel"] = channel;
        }

        var id = dimension is null ? $"{agent}.{analysis}.{Slug.Of(dataset.Name)}" : $"{agent}.{analysis}.{Slug.Of(dataset.Name)}.{Slug.Of(dimension)}";
        return new TaskSpec { Id = id, Name = name, AgentType = agent, Description = description, Parameters = parameters };
    }
}
