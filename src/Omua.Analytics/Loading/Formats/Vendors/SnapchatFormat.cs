namespace Omua.Analytics;

/// <summary>
/// Snapchat Ads Manager and its measurement API. Columns: businesshelp.snapchat.com (Amount Spent, Paid Impressions, Swipe Ups, later Clicks) and developers.snap.com/api/marketing-api
/// (spend in micro-currency, swipes, conversion_purchases).
/// </summary>
internal static class SnapchatFormat
{
    private static readonly IReadOnlyList<DimensionRule> Dimensions = VendorRules.Dimensions(
        new(DimensionNames.AdSet, "adsetname", "adsquadname", "adsquadid"), new("ad_set_id", "adsquadid"), new DimensionRule("account", "adaccountname", "adaccountid"));

    public static ExportFormat Api { get; } = new("snapchat_ads.api")
    {
        Required = ["swipes", "spend", "impressions"],
        Date = ["date", "day", "dateday", "datehour", "starttime"],
        Dimensions = Dimensions,
        Measures =
        [
            new(MeasureNames.Impressions, "impressions"), new(MeasureNames.Clicks, "swipes"), new(MeasureNames.Cost, 1e6, "spend"),
            new(MeasureNames.Conversions, "conversionpurchases", "totalinstalls", "conversionsignups") { KeepsOthers = true }, new(MeasureNames.Revenue, 1e6, "conversionpurchasesvalue"),
        ],
        Channel = VendorRules.Social,
        Notes = ["Money was divided by a million where it is in whole numbers: the API gives micros. Clicks are swipe ups."],
    };

    public static ExportFormat Interface { get; } = new("snapchat_ads.interface")
    {
        Required = [],
        AnyOf = [["swipeups", "adsquadname", "adsquadid", "paidimpressions"], ["amountspent", "spend"], ["paidimpressions", "impressions"]],
        Date = ["date", "day", "starttime", "startdate", "hour"],
        DateEnd = ["endtime", "enddate"],
        Dimensions = Dimensions,
        Measures =
        [
            new(MeasureNames.Impressions, "paidimpressions", "impressions"), new(MeasureNames.Clicks, "swipeups", "clicks"),
            new(MeasureNames.Cost, "amountspent", "spend"),
            new(MeasureNames.Conversions, "purchases", "results", "installs", "totalinstalls", "signups") { KeepsOthers = true },
            new(MeasureNames.Revenue, "purchasesvalue", "purchasevalue") { KeepsOthers = true },
        ],
        Channel = VendorRules.Social,
        EmptyCampaignIsTotal = true,
        Notes = ["Clicks are swipe ups (clicks, in later exports). Conversions are by Snapchat's own attribution."],
    };
}
