namespace Omua.Analytics;

/// <summary>
/// Microsoft Advertising. Columns: learn.microsoft.com/advertising/reporting-service/campaignperformancereportcolumn (TimePeriod, CampaignName, Impressions, Clicks, Spend, Conversions, Revenue; ten lines of
/// preamble, a line with the owner below) and the interface's own (Impr., Spend, Conv., Revenue).
/// </summary>
internal static class MicrosoftFormat
{
    private static readonly IReadOnlyList<DimensionRule> Dimensions = VendorRules.Dimensions(
        new("campaign_type", "campaigntype"), new("distribution", "addistribution"), new("network", "network", "topvsother"), new("search_term", "searchquery", "searchterm"), new("match_type", "deliveredmatchtype", "bidmatchtype", "matchtype"));

    public static ExportFormat Api { get; } = new("microsoft_ads.api")
    {
        Required = ["timeperiod", "impressions", "clicks", "spend"],
        Date = ["timeperiod"],
        Dimensions = Dimensions,
        Measures =
        [
            new(MeasureNames.Impressions, "impressions"), new(MeasureNames.Clicks, "clicks"), new(MeasureNames.Cost, "spend"),
            new(MeasureNames.Conversions, "conversionsqualified", "conversions", "allconversionsqualified", "allconversions") { KeepsOthers = true },
            new(MeasureNames.Revenue, "revenue", "allrevenue") { KeepsOthers = true },
        ],
        Channel = VendorRules.Search,
        ChannelOf = ("campaign_type", VendorRules.ByCampaignType),
        Notes = ["Channel 'paid_search' is taken where the export does not name the type of the campaign; audience ads are then among them."],
    };

    public static ExportFormat Interface { get; } = new("microsoft_ads.interface")
    {
        Required = ["clicks", "spend", "impr"],
        Date = ["day", "date", "gregoriandate", "hour"],
        Dimensions = Dimensions,
        Measures =
        [
            new(MeasureNames.Impressions, "impr"), new(MeasureNames.Clicks, "clicks"), new(MeasureNames.Cost, "spend"),
            new(MeasureNames.Conversions, "conv", "conversions", "allconv") { KeepsOthers = true }, new(MeasureNames.Revenue, "revenue", "convvalue", "allrevenue") { KeepsOthers = true },
        ],
        Channel = VendorRules.Search,
        ChannelOf = ("campaign_type", VendorRules.ByCampaignType),
        Notes = ["Channel 'paid_search' is taken where the export does not name the type of the campaign; audience ads are then among them."],
    };
}
