namespace Omua.Analytics;

/// <summary>What the exports of several platforms have in common.</summary>
internal static class VendorRules
{
    public const string Search = "paid_search";
    public const string Social = "paid_social";
    public const string Display = "display";

    /// <summary>Campaign, ad set and ad by name, else by id, with the ids beside the names; account, currency and the usual breakdowns; the platform's own words before the common ones.</summary>
    public static IReadOnlyList<DimensionRule> Dimensions(params DimensionRule[] own)
    {
        DimensionRule With(DimensionRule common) => Array.Find(own, rule => rule.Name == common.Name) is { } rule ? new DimensionRule(rule.Name, [.. rule.Columns.Union(common.Columns)]) : common;

        // The campaign may be read from any column that names one; then the platform's own words, before the common ones could take their columns.
        var common = GenericFormat.Format.Dimensions.Where(rule => rule.Name != DimensionNames.Channel).Select(With).ToList();
        return [common[0], .. own.Where(rule => common.TrueForAll(known => known.Name != rule.Name)), .. common.Skip(1)];
    }

    /// <summary>The channel by the type of the campaign; performance max and its like are sold across channels and stay unidentified.</summary>
    public static string ByCampaignType(string type) =>
        type.Contains("search", StringComparison.OrdinalIgnoreCase) || type.Contains("shopping", StringComparison.OrdinalIgnoreCase) || type.Contains("such", StringComparison.OrdinalIgnoreCase) ? Search
        : type.Contains("display", StringComparison.OrdinalIgnoreCase) || type.Contains("audience", StringComparison.OrdinalIgnoreCase) ? Display
        : VendorJoins.Unidentified;
}
