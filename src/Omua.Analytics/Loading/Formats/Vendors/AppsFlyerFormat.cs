namespace Omua.Analytics;

/// <summary>AppsFlyer's aggregate reports (partners and geo, by date). Columns: support.appsflyer.com, aggregate pull API: Date, Media Source (pid), Campaign (c), Impressions, Clicks, Installs, Total Revenue, Total Cost.</summary>
internal static class AppsFlyerFormat
{
    public const string Platform = "appsflyer";

    public static ExportFormat Aggregate { get; } = new(Platform)
    {
        Required = ["installs"],
        AnyOf = [["mediasourcepid", "mediasource"], ["clicks", "impressions", "totalcost", "cost"]],
        Date = ["date", "installtime", "day"],
        Dimensions = VendorRules.Dimensions(new(DimensionNames.Campaign, "campaignc", "campaign", "campaignname"), new("media_source", "mediasourcepid", "mediasource"), new("agency", "agencypmdafprt", "agency"), new("country", "country", "geo"), new DimensionRule("app", "appname", "appid")),
        Measures =
        [
            new(MeasureNames.Impressions, "impressions"), new(MeasureNames.Clicks, "clicks"), new(MeasureNames.Cost, "totalcost", "cost"), new(MeasureNames.Conversions, "installs"),
            new(MeasureNames.Revenue, "totalrevenue", "revenue"), new("sessions", "sessions"), new("loyal_users", "loyalusers"),
        ],
        ChannelOf = ("media_source", source => source),
        Notes = ["Conversions are installs, channels are media sources, both as AppsFlyer ascribes them. Cost is what the networks report to it: the same money as in their own exports."],
    };
}
