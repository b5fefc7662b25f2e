namespace Omua.Analytics;

/// <summary>Google Ads, the tables of its interface. Columns: support.google.com/google-ads (Campaign, Currency code, Cost, Impr., Clicks, Conversions, Conv. value, Campaign type; two lines of preamble, total rows, UTF-16 with tabs or UTF-8).</summary>
internal static class GoogleFormat
{
    public static ExportFormat Interface { get; } = new("google_ads.interface")
    {
        Required = ["campaign", "cost", "clicks"],
        AnyOf = [["impr", "impressions"], ["currencycode", "campaigntype", "campaignstatus", "campaignstate", "adgrouptype", "avgcpc", "costconv", "interactionrate"]],
        Date = ["day", "date", "hourofday"],
        Dimensions = VendorRules.Dimensions(new("campaign_type", "campaigntype"), new DimensionRule("network", "networkwithsearchpartners", "network")),
        Measures =
        [
            new(MeasureNames.Impressions, "impr", "impressions"), new(MeasureNames.Clicks, "clicks"), new(MeasureNames.Cost, "cost"),
            new(MeasureNames.Conversions, "conversions", "conv", "allconv") { KeepsOthers = true }, new(MeasureNames.Revenue, "convvalue", "conversionvalue", "totalconvvalue", "allconvvalue") { KeepsOthers = true },
        ],
        ChannelOf = ("campaign_type", VendorRules.ByCampaignType),
        Notes = ["Conversions are by the attribution set in the Google Ads account."],
    };
}
