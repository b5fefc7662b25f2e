namespace Omua.Analytics;

/// <summary>A metric that a change can be explained of: outcome over base, or the outcome itself as base times rate.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Outcome">The measure above.</param>
/// <param name="Base">The measures that may stand below, the best first; a sum needs none.</param>
/// <param name="IsRatio">Whether the metric is outcome / base; else it is the outcome, and the base tells volume from rate.</param>
/// <param name="Scale">What the ratio is multiplied by.</param>
internal sealed record ChangeMetric(string Name, string Outcome, IReadOnlyList<string> Base, bool IsRatio, double Scale = 1)
{
    public static IReadOnlyList<ChangeMetric> All { get; } =
    [
        new("cpa", MeasureNames.Cost, [MeasureNames.Conversions], true),
        new("roas", MeasureNames.Revenue, [MeasureNames.Cost], true),
        new("cpc", MeasureNames.Cost, [MeasureNames.Clicks], true),
        new("cpm", MeasureNames.Cost, [MeasureNames.Impressions], true, 1000),
        new("ctr", MeasureNames.Clicks, [MeasureNames.Impressions], true),
        new("cvr", MeasureNames.Conversions, [MeasureNames.Clicks], true),
        new("cost", MeasureNames.Cost, [MeasureNames.Clicks, MeasureNames.Impressions], false),
        new("clicks", MeasureNames.Clicks, [MeasureNames.Cost, MeasureNames.Impressions], false),
        new("conversions", MeasureNames.Conversions, [MeasureNames.Cost, MeasureNames.Clicks, MeasureNames.Impressions], false),
        new("revenue", MeasureNames.Revenue, [MeasureNames.Cost, MeasureNames.Clicks, MeasureNames.Impressions], false),
    ];

    /// <summary>The base that the data carries; null where it carries none.</summary>
    public string? BaseIn(IReadOnlyCollection<string> measures) => Base.FirstOrDefault(measures.Contains);

    public string Formula(string below) => !IsRatio ? $"sum({Outcome}); rate is sum({Outcome}) / sum({below})"
        : Scale == 1 ? $"sum({Outcome}) / sum({below})" : FormattableString.Invariant($"{Scale} sum({Outcome}) / sum({below})");
}
