namespace Omua.Analytics;

/// <summary>Files beside an export that carry names or further measures for it.</summary>
internal static class LookupFormat
{
    public const string GoogleCampaigns = "google_ads.campaign_history";
    public const string MetaAds = "meta_ads.ad_history";
    public const string MetaAdSets = "meta_ads.ad_set_history";
    public const string MetaCampaigns = "meta_ads.campaign_history";
    public const string MetaActions = "meta_ads.actions";
    public const string MetaActionValues = "meta_ads.action_values";
    public const string MetaAccounts = "meta_ads.account_history";

    /// <summary>The kind of the file, or null where it is none of these.</summary>
    public static string? For(IReadOnlyList<string> header, string path)
    {
        var names = header.Select(HeaderName.Normalise).ToHashSet(StringComparer.Ordinal);
        bool Has(params string[] columns) => columns.All(names.Contains);

        return Has("id", "name", "updatedat", "advertisingchanneltype") ? GoogleCampaigns
            : Has("id", "name", "updatedtime", "adsetid", "campaignid") ? MetaAds
            : Has("id", "name", "updatedtime", "campaignid") ? MetaAdSets
            : Has("id", "name", "updatedtime", "accountid") ? MetaCampaigns

            // Actions and their values have the same columns; only the name of the file tells a count from money.
            : Has("adid", "date", "actiontype", "value") ? Path.GetFileName(path).Contains("action_value", StringComparison.OrdinalIgnoreCase) ? MetaActionValues : MetaActions
            : Has("id", "name", "fivetransynced") && names.Count == 3 ? MetaAccounts
            : null;
    }
}
