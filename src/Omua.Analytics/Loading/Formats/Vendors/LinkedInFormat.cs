namespace Omua.Analytics;

/// <summary>
/// LinkedIn Campaign Manager and its ad analytics API. Columns: linkedin.com/help/lms (Start Date (in UTC), Total Spent, Impressions, Clicks, Conversions, Leads; five lines of preamble, tabs, UTF-16) and
/// learn.microsoft.com/linkedin/marketing adAnalytics (costInLocalCurrency, externalWebsiteConversions).
/// </summary>
internal static class LinkedInFormat
{
    public static ExportFormat Interface { get; } = new("linkedin_ads.interface")
    {
        Required = ["totalspent", "impressions"],
        AnyOf = [["campaignname", "campaigngroupname", "adname", "creativename", "accountname"]],
        Date = ["startdateinutc", "startdate", "date", "day"],
        DateEnd = ["enddateinutc", "enddate"],
        Dimensions = VendorRules.Dimensions(new(DimensionNames.Campaign, "campaignname", "campaigngroupname"), new("campaign_group", "campaigngroupname"), new("objective", "campaignobjective"), new(DimensionNames.Ad, "adname", "creativename", "adid", "creativeid")),
        Measures =
        [
            new(MeasureNames.Impressions, "impressions"), new(MeasureNames.Clicks, "clicks", "clickstolandingpage"), new(MeasureNames.Cost, "totalspent"),
            new(MeasureNames.Conversions, "conversions", "clickconversions", "leads", "leadforms") { KeepsOthers = true }, new(MeasureNames.Revenue, "totalconversionvalue"),
        ],
        Channel = VendorRules.Social,
        Notes = ["Conversions are by LinkedIn's own attribution, after clicks and views together where the export does not tell them apart."],
    };

    public static ExportFormat Api { get; } = new("linkedin_ads.api")
    {
        Required = ["impressions"],
        AnyOf = [["costinlocalcurrency", "costinusd"]],
        Date = ["day", "date", "dateday", "startat", "daterangestart"],
        Dimensions = VendorRules.Dimensions(new(DimensionNames.Campaign, "campaignname", "campaignid", "pivotvalue"), new("campaign_group", "campaigngroupname", "campaigngroupid"), new(DimensionNames.Ad, "creativeid")),
        Measures =
        [
            new(MeasureNames.Impressions, "impressions"), new(MeasureNames.Clicks, "clicks"), new(MeasureNames.Cost, "costinlocalcurrency", "costinusd"),
            new(MeasureNames.Conversions, "externalwebsiteconversions", "conversions", "oneclickleads") { KeepsOthers = true }, new(MeasureNames.Revenue, "conversionvalueinlocalcurrency"),
        ],
        Channel = VendorRules.Social,
        Notes = ["Conversions are by LinkedIn's own attribution."],
    };
}
