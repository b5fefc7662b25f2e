namespace Omua.Analytics;

/// <summary>
/// Amazon Ads, sponsored products, brands and display. Columns: the console's reports (Portfolio name, Campaign Name, Spend, 7 Day Total Sales, 7 Day Total Orders (#); 14 days for brands and display) and
/// advertising.amazon.com/API/docs reporting v3 columns (cost, sales7d, purchases7d, sales14d, purchases14d, ...).
/// </summary>
internal static class AmazonFormat
{
    // Sponsored products are judged by 7 days in the console, brands and display by 14.
    public static ExportFormat Console { get; } = new("amazon_ads.console")
    {
        Required = ["impressions", "clicks"],
        AnyOf = [["spend", "cost", "totalcost"], ["7daytotalsales", "14daytotalsales", "totaladvertisingcostofsalesacos", "acos", "7daytotalorders", "14daytotalorders", "portfolioname", "advertisedasin"]],
        Date = ["date", "startdate"],
        DateEnd = ["enddate"],
        Dimensions = VendorRules.Dimensions(
            new("portfolio", "portfolioname"), new("targeting", "targeting"), new("search_term", "customersearchterm", "searchterm"), new DimensionRule(DimensionNames.Ad, "advertisedasin", "advertisedsku", "adid")),
        Measures =
        [
            new(MeasureNames.Impressions, "impressions"), new(MeasureNames.Clicks, "clicks"), new(MeasureNames.Cost, "spend", "cost", "totalcost"),
            new(MeasureNames.Conversions, "7daytotalorders", "14daytotalorders", "30daytotalorders", "1daytotalorders", "orders", "purchases", "7daytotalunits", "14daytotalunits") { KeepsOthers = true },
            new(MeasureNames.Revenue, "7daytotalsales", "14daytotalsales", "30daytotalsales", "1daytotalsales", "sales") { KeepsOthers = true },
        ],
        Channel = "retail_media",
        Notes = ["Sales are those that Amazon ascribes to its ads within the window named in the column."],
    };

    public static ExportFormat Api { get; } = new("amazon_ads.api")
    {
        Required = ["impressions", "clicks", "cost"],
        AnyOf = [["purchases7d", "purchases14d", "purchases1d", "purchases30d", "sales7d", "sales14d", "sales1d", "sales30d", "attributedsales7d", "attributedsales14d", "purchasesclicks", "salesclicks"]],
        Date = ["date", "startdate"],
        DateEnd = ["enddate"],
        Dimensions = VendorRules.Dimensions(new DimensionRule(DimensionNames.Currency, "campaignbudgetcurrencycode"), new DimensionRule("portfolio", "portfolioid")),
        Measures =
        [
            new(MeasureNames.Impressions, "impressions"), new(MeasureNames.Clicks, "clicks"), new(MeasureNames.Cost, "cost"),
            new(MeasureNames.Conversions, "purchases7d", "attributedconversions7d", "purchases14d", "attributedconversions14d", "purchases30d", "purchases1d", "purchases", "purchasesclicks") { KeepsOthers = true },
            new(MeasureNames.Revenue, "sales7d", "attributedsales7d", "sales14d", "attributedsales14d", "sales30d", "sales1d", "sales", "salesclicks") { KeepsOthers = true },
        ],
        Channel = "retail_media",
        Notes = ["Sales are those that Amazon ascribes to its ads within the window named in the column."],
    };
}
