namespace Omua.Analytics;

/// <summary>The exports that are known by exact columns, the most specific first.</summary>
internal static class VendorFormats
{
    public const string MetaAds = "meta_ads.ad";
    public const string GoogleAds = "google_ads";
    public const string NetworkType = "ad_network_type";
    public const string AdSetId = "ad_set_id";
    public const string CampaignId = "campaign_id";
    public const string AdId = "ad_id";

    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        // Displays, a banner size such as 160 x 600 and a placement exist for display ads alone, so the columns identify the channel; who sold the space they do not tell.
        new ExportFormat("display_performance")
        {
            Required = ["month", "day", "campaignnumber", "banner", "placement", "displays", "cost", "clicks"],
            MonthAndDay = ("month", "day"),
            Dimensions = [(DimensionNames.Campaign, "campaignnumber"), ("user_engagement", "userengagement"), ("banner", "banner"), ("placement", "placement")],
            Measures =
            [
                (MeasureNames.Impressions, "displays", 1), (MeasureNames.Clicks, "clicks", 1), (MeasureNames.Cost, "cost", 1),
                (MeasureNames.Conversions, "postclickconversions", 1), (MeasureNames.Revenue, "revenue", 1), ("post_click_sales", "postclicksalesamount", 1),
            ],
            Channel = "display",
            Notes = ["Channel 'display' follows from the columns displays, banner and placement; which network sold the space is not in the data."],
        },
        new ExportFormat("facebook_ads")
        {
            Required = ["adid", "xyzcampaignid", "fbcampaignid", "impressions", "clicks", "spent", "totalconversion", "approvedconversion"],
            Dimensions =
            [
                (DimensionNames.Campaign, "xyzcampaignid"), (DimensionNames.AdSet, "fbcampaignid"), (DimensionNames.Ad, "adid"),
                ("age", "age"), ("gender", "gender"), ("interest", "interest"),
            ],
            Measures =
            [
                (MeasureNames.Impressions, "impressions", 1), (MeasureNames.Clicks, "clicks", 1), (MeasureNames.Cost, "spent", 1),
                (MeasureNames.Conversions, "approvedconversion", 1), ("total_conversions", "totalconversion", 1),
            ],
            Channel = "paid_social",
            Notes =
            [
                "The Date column of this export is not original and is ignored: the rows carry no day.",
                "Conversions are the approved ones; total_conversions counts all enquiries.", "The export carries no revenue: ROAS and margin are unknown.",
            ],
        },
        Google("search_term", 5, ["searchterm", "campaignid"],
            (CampaignId, "campaignid"), (DimensionNames.AdSet, "adgroupid"), ("search_term", "searchterm"), ("match_type", "searchtermmatchtype")),
        Google("keyword", 3, ["adgroupcriterioncriterionid", "campaignid"],
            (CampaignId, "campaignid"), (DimensionNames.AdSet, "adgroupid"), ("keyword", "adgroupcriterioncriterionid"), ("device", "device"), (NetworkType, "adnetworktype")),
        Google("ad", 4, ["adid", "campaignid"],
            (CampaignId, "campaignid"), (DimensionNames.AdSet, "adgroup"), (DimensionNames.Ad, "adid"), ("device", "device"), (NetworkType, "adnetworktype")),
        Google("ad_group", 2, ["baseadgroup", "id", "campaignid"],
            (CampaignId, "campaignid"), (DimensionNames.AdSet, "id"), ("device", "device"), (NetworkType, "adnetworktype")),
        Google("campaign", 1, ["basecampaign", "id"], (CampaignId, "id"), ("device", "device"), (NetworkType, "adnetworktype")),
        Google("account", 0, ["adnetworktype"], ("device", "device"), (NetworkType, "adnetworktype")),
        new ExportFormat(MetaAds)
        {
            Required = ["adid", "date", "impressions", "inlinelinkclicks", "spend"],
            Date = "date",
            Dimensions = [(AdId, "adid"), ("account", "accountid")],
            Measures =
            [
                (MeasureNames.Impressions, "impressions", 1), (MeasureNames.Clicks, "inlinelinkclicks", 1), (MeasureNames.Cost, "spend", 1),
                (MeasureNames.Conversions, "conversions", 1), (MeasureNames.Revenue, "revenue", 1),
            ],
            Channel = "paid_social",
            Notes = ["Clicks are inline link clicks, not clicks of any kind."],
        },
    ];

    private static ExportFormat Google(string grain, int fineness, string[] columns, params (string Dimension, string Column)[] dimensions) =>
        new($"{GoogleAds}.{grain}")
        {
            Required = ["customerid", "date", "costmicros", "impressions", "clicks", .. columns],
            Date = "date",
            Dimensions = [.. dimensions, ("account", "customerid")],
            Measures =
            [
                (MeasureNames.Impressions, "impressions", 1), (MeasureNames.Clicks, "clicks", 1), (MeasureNames.Cost, "costmicros", 1e6),
                (MeasureNames.Conversions, "conversions", 1), (MeasureNames.Revenue, "conversionsvalue", 1), ("view_through_conversions", "viewthroughconversions", 1),
            ],
            Grain = (GoogleAds, fineness),
        };
}
