namespace Omua.Analytics;

/// <summary>
/// Sums of one group of rows, and ratios from the summed parts. A sum is null where the export does not carry the measure; a ratio is null where a part
/// is unknown or the denominator is zero.
/// </summary>
public sealed record KpiFigures
{
    /// <summary>How many rows were summed.</summary>
    public required long RowCount { get; init; }

    /// <summary>ISO 4217 code of the money; null where the export states none, or where rows of several currencies meet.</summary>
    public string? Currency { get; init; }

    /// <summary>sum(impressions); count.</summary>
    public double? Impressions { get; init; }

    /// <summary>sum(clicks); count.</summary>
    public double? Clicks { get; init; }

    /// <summary>sum(cost); money.</summary>
    public double? Cost { get; init; }

    /// <summary>sum(conversions); count.</summary>
    public double? Conversions { get; init; }

    /// <summary>sum(revenue); money.</summary>
    public double? Revenue { get; init; }

    /// <summary>Sums of the further measures of the export, by name.</summary>
    public IReadOnlyDictionary<string, double> Further { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// Canonical measures that some of the rows carry and others do not, because they come from different exports. Their sums stand; ratios and margin with them are null.
    /// </summary>
    public IReadOnlyList<string> PartlyKnown { get; init; } = [];

    /// <summary>Margin: sum(revenue) - sum(cost); money.</summary>
    public double? Margin => Whole(Revenue, MeasureNames.Revenue) - Whole(Cost, MeasureNames.Cost);

    /// <summary>Click-through rate: sum(clicks) / sum(impressions); ratio.</summary>
    public double? Ctr => Ratio(Clicks, MeasureNames.Clicks, Impressions, MeasureNames.Impressions);

    /// <summary>Cost per click: sum(cost) / sum(clicks); money per click.</summary>
    public double? Cpc => Ratio(Cost, MeasureNames.Cost, Clicks, MeasureNames.Clicks);

    /// <summary>Cost per mille: 1000 * sum(cost) / sum(impressions); money per thousand impressions.</summary>
    public double? Cpm => 1000 * Ratio(Cost, MeasureNames.Cost, Impressions, MeasureNames.Impressions);

    /// <summary>Cost per acquisition: sum(cost) / sum(conversions); money per conversion.</summary>
    public double? Cpa => Ratio(Cost, MeasureNames.Cost, Conversions, MeasureNames.Conversions);

    /// <summary>Conversion rate: sum(conversions) / sum(clicks); ratio. Above 1 where one click brings several conversions.</summary>
    public double? Cvr => Ratio(Conversions, MeasureNames.Conversions, Clicks, MeasureNames.Clicks);

    /// <summary>Return on ad spend: sum(revenue) / sum(cost); ratio.</summary>
    public double? Roas => Ratio(Revenue, MeasureNames.Revenue, Cost, MeasureNames.Cost);

    /// <summary>Wilson score interval of <see cref="Ctr"/> at 95 %; null where clicks are not a share of impressions.</summary>
    public Interval? CtrInterval => Share(Whole(Clicks, MeasureNames.Clicks), Whole(Impressions, MeasureNames.Impressions));

    /// <summary>Wilson score interval of <see cref="Cvr"/> at 95 %; null where conversions are not a share of clicks.</summary>
    public Interval? CvrInterval => Share(Whole(Conversions, MeasureNames.Conversions), Whole(Clicks, MeasureNames.Clicks));

    /// <summary>95 % interval of <see cref="Cpa"/> over days; null where it was not asked for (<see cref="KpiQuery.HasIntervals"/>) or too few days support one.</summary>
    public Interval? CpaInterval { get; init; }

    /// <summary>95 % interval of <see cref="Cpc"/> over days; null as <see cref="CpaInterval"/>.</summary>
    public Interval? CpcInterval { get; init; }

    /// <summary>95 % interval of <see cref="Roas"/> over days; null as <see cref="CpaInterval"/>.</summary>
    public Interval? RoasInterval { get; init; }

    /// <summary>How the intervals of CPA, CPC and ROAS were computed, over how many days or rows, with the source; null where there are none.</summary>
    public string? IntervalMethod { get; init; }

    private static Interval? Share(double? part, double? whole) =>
        part is { } x && whole is { } n && n > 0 && x >= 0 && x <= n ? Proportions.Wilson(x, n).Interval : null;

    private double? Whole(double? sum, string measure) => PartlyKnown.Contains(measure) ? null : sum;

    private double? Ratio(double? numerator, string above, double? denominator, string below) =>
        Whole(denominator, below) is > 0 ? Whole(numerator, above) / denominator : null;
}
