using Omua.Agents.Channels;
using Omua.Agents.Figures;

namespace Omua.Agents.Tasks;

/// <summary>Segments that are large enough to judge and convert significantly worse, or better, than the rest for the same money.</summary>
internal static class WasteReview
{
    public static TaskResult Of(TaskSpec task, string agent, PerformanceDataset dataset, string dimension, ChannelOptions options)
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
            findings.AddRange(report.Wasteful.Concat(report.Winners).Take(options.MaxFindings).Select(segment => Finding(agent, dataset, dimension, segment, currency)));
        }

        var result = new JsonObject { ["dataset"] = dataset.Name, ["dimension"] = dimension, ["reviews"] = reports };
        return TaskResult.Completed(task, result) with { Findings = findings };
    }

    private static Finding Finding(string agent, PerformanceDataset dataset, string dimension, SegmentEvidence segment, string? currency)
    {
        var (name, cpa, rest) = (Wording.Name(segment.Key[dimension]), Wording.Amount(segment.Cpa, currency), Wording.Amount(segment.RestCpa, currency));
        var isWaste = segment.Verdict == SegmentVerdict.Wasteful;
        var difference = Math.Abs(segment.WastedSpend?.Value ?? 0);
        var paid = segment.Cpa is null ? "without a single conversion" : $"at {cpa} per conversion against {rest} elsewhere";
        var slug = $"{Slug.Of(dataset.Name)}.{Slug.Of(dimension)}.{Slug.Of(segment.Key[dimension])}{(currency is null ? "" : $".{Slug.Of(currency)}")}";
        return new Finding
        {
            Id = $"{agent}.{(isWaste ? "waste" : "winner")}.{slug}",
            Title = $"{Wording.Words(dimension)} {name} spent {Wording.Amount(segment.Cost, currency)} {paid}: {Wording.Amount(difference, currency)} {(isWaste ? "more" : "less")} than its conversions cost elsewhere.",
            Severity = isWaste ? FindingSeverity.Warning : FindingSeverity.Opportunity,
            Agent = agent,
            Interval = segment.WastedSpend?.Interval,
            Evidence =
            [
                Evidence("wasted_spend", segment.WastedSpend?.Value, currency ?? Money.UnknownCurrency,
                    "sum(cost) - sum(conversions) * (sum(cost) / sum(conversions) of all other rows)", segment.WastedSpend?.Interval),
                Evidence("cpa", segment.Cpa, $"{currency ?? Money.UnknownCurrency} per conversion", "sum(cost) / sum(conversions)", null),
                Evidence("rate_ratio", segment.RateRatio?.Value, "ratio", "(conversions per money of the segment) / (conversions per money of all other rows)", segment.RateRatio?.Interval),
            ],
            Advice = isWaste ? "Cut it, or find out what is different about it, before more is spent." : "Check whether it can take more budget at the same cost.",
        };

        Evidence Evidence(string metric, double? value, string unit, string formula, Interval? interval) => new()
        {
            Metric = metric,
            Value = value,
            Unit = unit,
            Formula = formula,
            Dataset = dataset.Name,
            Rows = segment.Key,
            RowCount = segment.RowCount,
            Window = segment.Window,
            Interval = interval,
            Note = value is null ? "it has no conversions to divide by"
                : segment.AdjustedPValue is { } p ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"p = {p:0.0000} after Benjamini-Hochberg") : null,
        };
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
