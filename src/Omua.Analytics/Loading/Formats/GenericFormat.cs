namespace Omua.Analytics;

/// <summary>Performance tables in no vendor's exact shape: the canonical columns under their common names, in any order.</summary>
internal static class GenericFormat
{
    public const string Name = "generic.performance";

    public static IReadOnlyList<string> Looked { get; } = ["impressions", "clicks", "cost"];

    /// <summary>The rules by which the columns of a table in no known shape are told; those of the vendors stand on them too.</summary>
    public static ExportFormat Format { get; } = new(Name)
    {
        Required = [],
        IsLoose = true,
        Date = ["date", "day", "reportingstarts", "datestart", "reportdate", "startdate", "datetime", "timestamp"],
        DateEnd = ["reportingends", "datestop", "enddate"],
        EmptyCampaignIsTotal = false,
        Measures =
        [
            new(MeasureNames.Impressions, "impressions", "impr", "imps", "displays"),
            new(MeasureNames.Clicks, "clicks", "linkclicks", "inlinelinkclicks", "clicksall"),
            new(MeasureNames.Cost, "cost", "spend", "spent", "amountspent", "adspend", "mediacost", "totalspend", "totalcost"),
            new(MeasureNames.Cost, 1e6, "costmicros"),
            new(MeasureNames.Conversions, "conversions", "conv", "results", "purchases", "orders", "installs", "leads", "signups"),
            new(MeasureNames.Revenue, "revenue", "convvalue", "conversionvalue", "conversionsvalue", "totalconvvalue", "purchasesconversionvalue", "purchaseconversionvalue", "sales", "totalconversionvalue"),
        ],
        Dimensions =
        [
            new(DimensionNames.Campaign, "campaign", "campaignname", "campaignid", "campaignnumber"),
            new("campaign_id", "campaignid"),
            new(DimensionNames.Channel, "channel", "channelused", "channelname", "marketingchannel"),
            new(DimensionNames.AdSet, "adset", "adsetname", "adgroup", "adgroupname", "adsetid", "adgroupid"),
            new("ad_set_id", "adsetid", "adgroupid"),
            new(DimensionNames.Ad, "ad", "adname", "adid"),
            new("ad_id", "adid"),
            new(DimensionNames.Currency, "currency", "currencycode", "accountcurrency"),
            new("account", "account", "accountname", "accountid", "customerid"),
            new("country", "country", "countryterritory"), new("region", "region"), new("device", "device", "devicetype"), new("platform", "platform"),
            new("placement", "placement"), new("network", "network"), new("age", "age"), new("gender", "gender"), new("keyword", "keyword"),
            new("search_term", "searchterm"), new("match_type", "matchtype"), new("os", "os"), new("banner", "banner"), new("creative", "creative"), new("segment", "segment", "customersegment", "targetaudience", "audience"),
        ],
    };
}
