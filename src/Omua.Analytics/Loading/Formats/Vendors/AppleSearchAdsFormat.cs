namespace Omua.Analytics;

/// <summary>
/// Apple Search Ads (Apple Ads). Columns: ads.apple.com/app-store/help/reporting/0023-reporting-options-and-definitions (Spend, Impressions, Taps, Installs tap-through, view-through and total, New Downloads,
/// Redownloads) and the reporting API (localSpend).
/// </summary>
internal static class AppleSearchAdsFormat
{
    public static ExportFormat Report { get; } = new("apple_search_ads")
    {
        Required = ["taps", "impressions"],
        AnyOf = [["spend", "localspend", "localspendamount"]],
        Date = ["date", "day", "startdate", "hour"],
        DateEnd = ["enddate"],
        Dimensions = VendorRules.Dimensions(new("search_term", "searchterm", "searchtermtext"), new("app", "appname", "app"), new DimensionRule("country", "countryorregion", "storefront")),
        Measures =
        [
            new(MeasureNames.Impressions, "impressions"), new(MeasureNames.Clicks, "taps"), new(MeasureNames.Cost, "spend", "localspend", "localspendamount"),
            new(MeasureNames.Conversions, "installstapthrough", "tapinstalls", "installs", "conversions", "totalinstalls", "installstotal", "viewinstalls", "installsviewthrough", "newdownloads", "newdownloadstapthrough", "redownloads", "redownloadstapthrough") { KeepsOthers = true },
        ],
        Channel = VendorRules.Search,
        Notes = ["Clicks are taps, conversions are installs. The export carries no revenue: ROAS and margin are unknown."],
    };
}
