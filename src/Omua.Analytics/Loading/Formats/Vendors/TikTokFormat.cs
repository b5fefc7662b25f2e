namespace Omua.Analytics;

/// <summary>
/// TikTok Ads Manager and its reporting API. Columns: ads.tiktok.com/help/article/basic-data (Cost, Impressions, Clicks (destination), Clicks (all), Conversions) and the
/// metrics stat_cost/spend, stat_time_day, complete_payment of business-api.tiktok.com.
/// </summary>
internal static class TikTokFormat
{
    private static readonly string[] NotTheGoal = ["Conversions are those of the event that each ad group is optimised for, by TikTok's own attribution."];

    public static ExportFormat Interface { get; } = new("tiktok_ads.interface")
    {
        Required = ["cost", "impressions"],
        AnyOf = [["clicksdestination", "cpcdestination", "ctrdestination", "realtimeconversions", "videoviewsat100"], ["campaignname", "adgroupname", "adname"]],
        Date = ["byday", "date", "day", "bydate", "byhour"],
        Dimensions = VendorRules.Dimensions(),
        Measures =
        [
            new(MeasureNames.Impressions, "impressions"), new(MeasureNames.Clicks, "clicksdestination", "clicks", "clicksall"), new(MeasureNames.Cost, "cost"),
            new(MeasureNames.Conversions, "conversions", "conversion", "results", "realtimeconversions") { KeepsOthers = true },
            new(MeasureNames.Revenue, "totalcompletepaymentvalue", "totalpurchasevalue", "completepaymentvalue", "purchasevalue", "totalconversionvalue") { KeepsOthers = true },
        ],
        Channel = VendorRules.Social,
        EmptyCampaignIsTotal = true,
        Notes = [.. NotTheGoal, "Clicks are clicks to the destination where the export has them."],
    };

    public static ExportFormat Api { get; } = new("tiktok_ads.api")
    {
        Required = ["spend", "impressions"],
        AnyOf = [["stattimeday", "stattimehour"]],
        Date = ["stattimeday", "stattimehour"],
        Dimensions = VendorRules.Dimensions(),
        Measures =
        [
            new(MeasureNames.Impressions, "impressions"), new(MeasureNames.Clicks, "clicks"), new(MeasureNames.Cost, "spend"),
            new(MeasureNames.Conversions, "conversion", "conversions", "completepayment") { KeepsOthers = true },
            new(MeasureNames.Revenue, "totalcompletepaymentrate", "totalpurchasevalue", "totalonsiteshoppingvalue") { KeepsOthers = true },
        ],
        Channel = VendorRules.Social,
        Notes = NotTheGoal,
    };
}
