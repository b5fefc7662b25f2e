namespace Omua.Analytics;

/// <summary>
/// Pinterest Ads Manager and its reporting API. Columns: help.pinterest.com/business/article/reporting-dashboard-overview (Spend, Impressions, Pin clicks, Outbound clicks) and
/// developers.pinterest.com (SPEND_IN_MICRO_DOLLAR, PAID_IMPRESSION, CLICKTHROUGH_1, TOTAL_CHECKOUT).
/// </summary>
internal static class PinterestFormat
{
    public static ExportFormat Interface { get; } = new("pinterest_ads.interface")
    {
        Required = [],
        AnyOf = [["pinclicks", "paidpinclicks", "outboundclicks", "promotedpinid", "spendinaccountcurrency"], ["spend", "spendinaccountcurrency"], ["impressions", "paidimpressions"]],
        Date = ["date", "day", "startdate"],
        DateEnd = ["enddate"],
        Dimensions = VendorRules.Dimensions(new(DimensionNames.Ad, "adname", "promotedpinname", "promotedpinid", "pinid"), new("ad_id", "promotedpinid")),
        Measures =
        [
            new(MeasureNames.Impressions, "impressions", "paidimpressions"), new(MeasureNames.Clicks, "outboundclicks", "paidoutboundclicks", "pinclicks", "paidpinclicks", "clicks"),
            new(MeasureNames.Cost, "spendinaccountcurrency", "spend"),
            new(MeasureNames.Conversions, "totalconversionscheckout", "checkouts", "totalcheckout", "totalconversions", "results", "totalconversionslead", "totalconversionssignup") { KeepsOthers = true },
            new(MeasureNames.Revenue, "totalordervaluecheckout", "totalconversionsvaluecheckout", "totalordervalue", "totalconversionsvalue") { KeepsOthers = true },
        ],
        Channel = VendorRules.Social,
        EmptyCampaignIsTotal = true,
        Notes = ["Clicks are outbound clicks where the export has them, else pin clicks. Conversions are by Pinterest's own attribution."],
    };

    public static ExportFormat Api { get; } = new("pinterest_ads.api")
    {
        Required = [],
        AnyOf = [["spendinmicrodollar", "spendindollar"], ["paidimpression", "impression1", "totalimpression", "impressions"]],
        Date = ["date"],
        Dimensions = VendorRules.Dimensions(new DimensionRule("account", "advertiserid")),
        Measures =
        [
            new(MeasureNames.Impressions, "paidimpression", "impression1", "totalimpression", "impressions"), new(MeasureNames.Clicks, "outboundclick1", "clickthrough1", "totalclickthrough"),
            new(MeasureNames.Cost, 1e6, "spendinmicrodollar"), new(MeasureNames.Cost, "spendindollar"),
            new(MeasureNames.Conversions, "totalcheckout", "totalconversions", "totalsignup", "totallead") { KeepsOthers = true },
            new(MeasureNames.Revenue, 1e6, "totalcheckoutvalueinmicrodollar") { KeepsOthers = true },
        ],
        Channel = VendorRules.Social,
        Notes = ["Money was divided by a million: the API gives micros. Conversions are by Pinterest's own attribution."],
    };
}
