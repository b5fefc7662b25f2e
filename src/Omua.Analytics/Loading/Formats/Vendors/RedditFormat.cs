namespace Omua.Analytics;

/// <summary>
/// Reddit Ads Manager and its reporting API. Columns: business.reddithelp.com (Amount Spent with the currency in brackets, Impressions, Clicks, eCPM) and ads-api.reddit.com (spend in micro-currency, ecpm,
/// conversion_purchase_clicks and _views).
/// </summary>
internal static class RedditFormat
{
    public static ExportFormat Interface { get; } = new("reddit_ads.interface")
    {
        Required = ["impressions", "clicks", "ecpm"],
        AnyOf = [["amountspent", "spend"], ["campaignname", "adgroupname", "adname", "accountname", "campaign"]],
        Date = ["date", "day", "startdate"],
        Dimensions = VendorRules.Dimensions(new("community", "community", "subreddit"), new DimensionRule("placement", "placement")),
        Measures =
        [
            new(MeasureNames.Impressions, "impressions"), new(MeasureNames.Clicks, "clicks"), new(MeasureNames.Cost, "amountspent", "spend"),
            new(MeasureNames.Conversions, "purchasetotal", "purchases", "totalpurchases", "conversions", "purchaseclickthroughconversions", "purchaseviewthroughconversions", "signuptotal", "leadtotal") { KeepsOthers = true },
            new(MeasureNames.Revenue, "purchasetotalvalue", "totalvaluepurchase", "purchasevalue") { KeepsOthers = true },
        ],
        Channel = VendorRules.Social,
        Notes = ["Conversions are by Reddit's own attribution."],
    };

    public static ExportFormat Api { get; } = new("reddit_ads.api")
    {
        Required = ["impressions", "clicks", "spend"],
        AnyOf = [["viewerpercent", "conversionroas", "commentspageviews", "commentupvotes", "viewercomments", "conversionpurchaseclicks", "conversionpurchasetotalitems", "conversionpurchasetotalvalue"]],
        Date = ["date", "hour"],
        Dimensions = VendorRules.Dimensions(),
        Measures =
        [
            new(MeasureNames.Impressions, "impressions"), new(MeasureNames.Clicks, "clicks"), new(MeasureNames.Cost, 1e6, "spend"),
            new(MeasureNames.Conversions, "conversionpurchasetotalitems", "conversionpurchaseclicks", "conversionpurchaseviews") { KeepsOthers = true },
            new(MeasureNames.Revenue, "conversionpurchasetotalvalue"),
        ],
        Channel = VendorRules.Social,
        Notes = ["Spend was divided by a million where it is in whole numbers: the API gives micros. Conversions are by Reddit's own attribution."],
    };
}
