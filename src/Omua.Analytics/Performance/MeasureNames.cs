namespace Omua.Analytics;

/// <summary>The measures of the canonical schema. It stores no ratios: those come from summed parts. A table may hold further ones under their own names.</summary>
public static class MeasureNames
{
    /// <summary>How often ads were shown.</summary>
    public const string Impressions = "impressions";

    /// <summary>How often they were clicked.</summary>
    public const string Clicks = "clicks";

    /// <summary>Money spent, in the currency of the row, major units.</summary>
    public const string Cost = "cost";

    /// <summary>The conversions that the export itself treats as the goal (approved ones where it tells them apart).</summary>
    public const string Conversions = "conversions";

    /// <summary>Money earned, in the currency of the row, major units.</summary>
    public const string Revenue = "revenue";
}
