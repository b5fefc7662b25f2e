namespace Omua.Analytics;

/// <summary>Adjust's report service and Datascape. Columns: dev.adjust.com/en/api/rs-api/csv (dimensions day, hour, network, campaign_network, adgroup_network; metrics installs, cost, network_cost, revenue), by slug or readable name.</summary>
internal static class AdjustFormat
{
    public const string Platform = "adjust";

    public static ExportFormat Report { get; } = new(Platform)
    {
        Required = ["installs"],
        AnyOf = [["campaignnetwork", "adgroupnetwork", "networkcost", "partnername", "networkinstalls", "campaignidnetwork", "storeid", "trackername", "apptoken"], ["network", "partnername", "channel", "partner", "campaignnetwork", "trackername"]],
        Date = ["day", "date", "daydate", "hour"],
        Dimensions = VendorRules.Dimensions(
            new(DimensionNames.Campaign, "campaign", "campaignnetwork", "campaignname", "campaignidnetwork"), new(DimensionNames.AdSet, "adgroup", "adgroupnetwork"), new("media_source", "network", "partnername", "partner", "channel", "trackername"),
            new("country", "country", "countrycode"), new("app", "app", "apptoken"), new DimensionRule("os", "osname", "os")),
        Measures =
        [
            new(MeasureNames.Impressions, "impressions", "networkimpressions"), new(MeasureNames.Clicks, "clicks", "networkclicks"),
            new(MeasureNames.Cost, "cost", "networkcost", "adspend"), new(MeasureNames.Conversions, "installs", "networkinstalls") { KeepsOthers = true },
            new(MeasureNames.Revenue, "allrevenue", "revenue", "cohortrevenue", "adrevenue") { KeepsOthers = true }, new("sessions", "sessions"),
        ],
        ChannelOf = ("media_source", source => source),
        Notes = ["Conversions are installs, channels are networks, both as Adjust ascribes them. Cost is what the networks report to it: the same money as in their own exports."],
    };
}
