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
            Dimensions = [new(DimensionNames.Campaign, "campaignnumber"), new("user_engagement", "userengagement"), new("banner", "banner"), new("placement", "placement")],
            Measures =
            [
                new(MeasureNames.Impressions, "displays"), new(MeasureNames.Clicks, "clicks"), new(MeasureNames.Cost, "cost"),
                new(MeasureNames.Conversions, "postclickconversions"), new(MeasureNames.Revenue, "revenue"), new("post_click_sales", "postclicksalesamount"),
            ],
            Channel = "display",
            Notes = ["Channel 'display' follows from the columns displays, banner and placement; which network sold the space is not in the data."],
        },
        new ExportFormat("facebook_ads")
        {
            Required = ["adid", "xyzcampaignid", "fbcampaignid", "impressions", "clicks", "spent", "totalconversion", "approvedconversion"],
            Dimensions =
            [
                new(DimensionNames.Campaign, "xyzcampaignid"), new(DimensionNames.AdSet, "fbcampaignid"), new(DimensionNames.Ad, "adid"),
                new("age", "age"), new("gender", "gender"), new("interest", "interest"),
            ],
            Measures =
            [
                new(MeasureNames.Impressions, "impressions"), new(MeasureNames.Clicks, "clicks"), new(MeasureNames.Cost, "spent"),
                new(MeasureNames.Conversions, "approvedconversion"), new("total_conversions", "totalconversion"),
            ],
            Channel = "paid_social",
            Notes =
            [
                "The Date column of this export is not original and is ignored: the rows carry no day.",
                "Conversions are the approved ones; total_conversions counts all enquiries.", "The export carries no revenue: ROAS and margin are unknown.",
            ],
        },
        Google("search_term", 5, ["searchterm", "campaignid"],
            new(CampaignId, "campaignid"), new(DimensionNames.AdSet, "adgroupid"), new("search_term", "searchterm"), new("match_type", "searchtermmatchtype")),
        Google("keyword", 3, ["adgroupcriterioncriterionid", "campaignid"],
            new(CampaignId, "campaignid"), new(DimensionNames.AdSet, "adgroupid"), new("keyword", "adgroupcriterioncriterionid"), new("device", "device"), new(NetworkType, "adnetworktype")),
        Google("ad", 4, ["adid", "campaignid"],
            new(CampaignId, "campaignid"), new(DimensionNames.AdSet, "adgroup"), new(DimensionNames.Ad, "adid"), new("device", "device"), new(NetworkType, "adnetworktype")),
        Google("ad_group", 2, ["baseadgroup", "id", "campaignid"],
            new(CampaignId, "campaignid"), new(DimensionNames.AdSet, "id"), new("device", "device"), new(NetworkType, "adnetworktype")),
        Google("campaign", 1, ["basecampaign", "id"], new(CampaignId, "id"), new("device", "device"), new(NetworkType, "adnetworktype")),
        Google("account", 0, ["adnetworktype"], new("device", "device"), new(NetworkType, "adnetworktype")),
        new ExportFormat(MetaAds)
        {
            Required = ["adid", "date", "impressions", "inlinelinkclicks", "spend"],
            Date = ["date"],
            Dimensions = [new(AdId, "adid"), new("account", "accountid")],
            Measures =
            [
                new(MeasureNames.Impressions, "impressions"), new(MeasureNames.Clicks, "inlinelinkclicks"), new(MeasureNames.Cost, "spend"),
                new(MeasureNames.Conversions, "conversions"), new(MeasureNames.Revenue, "revenue"),
            ],
            Channel = "paid_social",
            Notes = ["Clicks are inline link clicks, not clicks of any kind."],
        },

        // Reports that people download, one file for each platform: Vendors/.
        AppsFlyerFormat.Aggregate, AdjustFormat.Report, AppleSearchAdsFormat.Report, AmazonFormat.Console, AmazonFormat.Api, TikTokFormat.Interface, TikTokFormat.Api, PinterestFormat.Interface, PinterestFormat.Api, SnapchatFormat.Api, SnapchatFormat.Interface,
        LinkedInFormat.Interface, LinkedInFormat.Api, RedditFormat.Interface, RedditFormat.Api, MicrosoftFormat.Api, MicrosoftFormat.Interface, MetaFormat.Interface, GoogleFormat.Interface,
    ];

    private static ExportFormat Google(string grain, int fineness, string[] columns, params DimensionRule[] dimensions) =>
        new($"{GoogleAds}.{grain}")
        {
            Required = ["customerid", "date", "costmicros", "impressions", "clicks", .. columns],
            Date = ["date"],
            Dimensions = [.. dimensions, new("account", "customerid")],
            Measures =
            [
                new(MeasureNames.Impressions, "impressions"), new(MeasureNames.Clicks, "clicks"), new(MeasureNames.Cost, 1e6, "costmicros"),
                new(MeasureNames.Conversions, "conversions"), new(MeasureNames.Revenue, "conversionsvalue"), new("view_through_conversions", "viewthroughconversions"),
            ],
            Grain = (GoogleAds, fineness),
        };
}
