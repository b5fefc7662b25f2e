namespace Omua.Analytics;

/// <summary>A segment against all other rows: what it spent, what it brought, and how sure that is.</summary>
public sealed record SegmentEvidence
{
    /// <summary>The dimension values of the segment.</summary>
    public required IReadOnlyDictionary<string, string> Key { get; init; }

    /// <summary>The verdict, after correction for the number of segments tested.</summary>
    public required SegmentVerdict Verdict { get; init; }

    /// <summary>How many rows the segment has.</summary>
    public required long RowCount { get; init; }

    /// <summary>The days that its rows cover; null where there are none.</summary>
    public DateRange? Window { get; init; }

    /// <summary>sum(cost) of the segment; money.</summary>
    public required double Cost { get; init; }

    /// <summary>sum(clicks) of the segment; null where the rows carry none.</summary>
    public double? Clicks { get; init; }

    /// <summary>sum(conversions) of the segment; count.</summary>
    public required double Conversions { get; init; }

    /// <summary>sum(revenue) of the segment; null where the rows carry none.</summary>
    public double? Revenue { get; init; }

    /// <summary>sum(cost) / sum(conversions) of the segment; null for no conversions.</summary>
    public double? Cpa => Conversions > 0 ? Cost / Conversions : null;

    /// <summary>sum(cost) / sum(conversions) of all other rows; null for no conversions there.</summary>
    public double? RestCpa { get; init; }

    /// <summary>sum(revenue) / sum(cost) of the segment; null where the rows carry no revenue.</summary>
    public double? Roas => Cost > 0 ? Revenue / Cost : null;

    /// <summary>sum(revenue) / sum(cost) of all other rows; null where the rows carry no revenue.</summary>
    public double? RestRoas { get; init; }

    /// <summary>Conversions that the segment's spend would bring at the rate of the rest: cost / RestCpa; count.</summary>
    public double? ExpectedConversions { get; init; }

    /// <summary>(conversions per money of the segment) / (of the rest), with its interval; 1 is no difference. Null value where not tested.</summary>
    public Estimate? RateRatio { get; init; }

    /// <summary>Variance of conversions in units of their mean, of the segment; 1 is Poisson. Counts are discounted by it before the test.</summary>
    public double? Dispersion { get; init; }

    /// <summary>Two-sided p-value of "no difference"; null where not tested.</summary>
    public double? PValue { get; init; }

    /// <summary>The p-value after Benjamini-Hochberg over all segments tested; null where not tested.</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>
    /// Spend beyond what the segment's conversions cost elsewhere: cost - conversions * RestCpa; money, with the interval that follows from <see cref="RateRatio"/>. Negative for a
    /// winner: money saved. Null where not tested.
    /// </summary>
    public Estimate? WastedSpend { get; init; }

    /// <summary>Why a segment was not judged, or has no verdict in spite of a significant difference; else null.</summary>
    public string? Note { get; init; }
}
