using Omua.Agents.Channels;
using Omua.Agents.Figures;

namespace Omua.Agents.Tasks;

/// <summary>Segments that are large enough to judge and convert significantly worse, or better, than the rest for the same money; for campaigns, beside what their next unit of spend brings.</summary>
internal static class WasteReview
{
    public static TaskResult Of(TaskSpec task, string agent, PerformanceDataset dataset, string dimension, ChannelOptions options, int seed)
    {
        var findings = new List<Finding>();
        var reports = new JsonArray();
        foreach (var currency in Currencies.Of(dataset.Table))
        {
            var report = Waste.Find(dataset.Table, [dimension], new WasteOptions
            {
                Currency = currency,
                MinimumCpaMultiple = options.MinCpaMultiple,
                MinimumExpectedConversions = options.MinExpectedConversions,
                FalseDiscoveryRate = options.FalseDiscoveryRate,
            });
            reports.Add((JsonNode)Json(report, currency));
            var margins = MarginalValue.Of(dataset, dimension, currency, report.AccountCpa, seed);
            findings.AddRange(report.Wasteful.Concat(report.Winners).Take(options.MaxFindings)
                .Select(segment => new SegmentFinding(dataset, dimension, segment, currency, margins.GetValueOrDefault(segment.Key[dimension])).Of(agent)));
        }

        var result = new JsonObject { ["dataset"] = dataset.Name, ["dimension"] = dimension, ["reviews"] = reports };
        return TaskResult.Completed(task, result) with { Findings = findings };
    }

    private static JsonObject Json(WasteReport report, string? currency) => new()
    {
        ["currency"] = currency,
        ["account_cpa"] = report.AccountCpa,
        ["segments_tested"] = report.Tested,
        ["segments"] = new JsonArray([.. report.Segments.Select(segment => (JsonNode)new JsonObject
        {
            ["key"] = FigureJson.Key(segment.Key),
            ["verdict"] = segment.Verdict switch
            {
                SegmentVerdict.Wasteful => "wasteful",
                SegmentVerdict.Winner => "winner",
                SegmentVerdict.Ordinary => "ordinary",
                _ => "too_small",
            },
            ["rows"] = segment.RowCount,
            ["cost"] = segment.Cost,
            ["conversions"] = segment.Conversions,
            ["cpa"] = segment.Cpa,
            ["rest_cpa"] = segment.RestCpa,
            ["expected_conversions"] = segment.ExpectedConversions,
            ["wasted_spend"] = segment.WastedSpend?.Value,
            ["wasted_spend_interval"] = FigureJson.Of(segment.WastedSpend?.Interval),
            ["p_value_adjusted"] = segment.AdjustedPValue,
            ["note"] = segment.Note,
        })]),
    };
}
