namespace Omua.Analytics;

/// <summary>Meta Ads Manager. Columns: facebook.com/business/help (Reporting starts, Reporting ends, Campaign name, Ad set name, Amount spent with the currency in brackets, Link clicks, Results, Purchases, Purchases conversion value).</summary>
internal static class MetaFormat
{
    public static ExportFormat Interface { get; } = new("meta_ads.interface")
    {
        Required = ["reportingstarts", "impressions"],
        AnyOf = [["amountspent"]],
        Date = ["day", "date", "reportingstarts"],
        DateEnd = ["reportingends"],
        Dimensions = VendorRules.Dimensions(new("objective", "objective"), new("result_type", "resulttype", "resultindicator"), new("placement", "placement"), new DimensionRule("platform", "platform")),
        Measures =
        [
            new(MeasureNames.Impressions, "impressions"), new(MeasureNames.Clicks, "linkclicks", "clicksall", "clicks", "outboundclicks"), new(MeasureNames.Cost, "amountspent"),
            new(MeasureNames.Conversions, "purchases", "websitepurchases", "results", "leads", "appinstalls", "mobileappinstalls", "conversions") { KeepsOthers = true },
            new(MeasureNames.Revenue, "purchasesconversionvalue", "purchaseconversionvalue", "websitepurchasesconversionvalue", "conversionvalue", "resultsvalue") { KeepsOthers = true },
        ],
        Channel = VendorRules.Social,
        EmptyCampaignIsTotal = true,
        Notes = ["Clicks are link clicks where the export has them. Conversions are by Meta's own attribution."],
    };
}
