using System.Globalization;
using System.Text;

namespace Omua.Analytics;

/// <summary>Joins names and actions from the files that lie beside a vendor's export.</summary>
internal static class VendorJoins
{
    /// <summary>A row whose export names no channel for it.</summary>
    public const string Unidentified = "unidentified";

    /// <summary>Joins what belongs to the format; returns the files that were used and what a reader must know.</summary>
    public static (List<LookupFile> Used, List<string> Notes) Join(string format, TableColumns columns, IReadOnlyList<LookupFile> lookups) =>
        format == VendorFormats.MetaAds ? JoinMeta(columns, lookups)
        : format.StartsWith(VendorFormats.GoogleAds, StringComparison.Ordinal) ? JoinGoogle(columns, lookups)
        : ([], []);

    private static (List<LookupFile> Used, List<string> Notes) JoinGoogle(TableColumns columns, IReadOnlyList<LookupFile> lookups)
    {
        var (used, notes) = (new List<LookupFile>(), new List<string>());
        if (columns.Has(VendorFormats.CampaignId))
        {
            used = [.. lookups.Where(file => file.Kind == LookupFormat.GoogleCampaigns)];
            Named(columns, DimensionNames.Campaign, VendorFormats.CampaignId, new NameBook(used, "updatedat"), notes);
        }

        if (columns.Has(VendorFormats.NetworkType))
        {
            columns.Derive(DimensionNames.Channel, VendorFormats.NetworkType,
                network => network.StartsWith("SEARCH", StringComparison.OrdinalIgnoreCase) ? "paid_search" : Unidentified);
            if (columns.Values(DimensionNames.Channel).Contains(Unidentified))
            {
                notes.Add("Rows whose ad_network_type is not a search network have no channel: 'unidentified'.");
            }
        }

        return (used, notes);
    }

    private static (List<LookupFile> Used, List<string> Notes) JoinMeta(TableColumns columns, IReadOnlyList<LookupFile> lookups)
    {
        List<LookupFile> Of(string kind) => [.. lookups.Where(file => file.Kind == kind)];
        var notes = new List<string>();
        var (ads, sets, campaigns) = (Of(LookupFormat.MetaAds), Of(LookupFormat.MetaAdSets), Of(LookupFormat.MetaCampaigns));
        Named(columns, DimensionNames.Ad, VendorFormats.AdId, new NameBook(ads, "updatedtime"), notes);
        if (ads.Count > 0)
        {
            var setOf = Merged(ads, "adsetid");
            var campaignOf = Merged(ads, "campaignid");
            columns.Derive(VendorFormats.AdSetId, VendorFormats.AdId, ad => setOf.GetValueOrDefault(ad, "unknown"));
            columns.Derive(VendorFormats.CampaignId, VendorFormats.AdId, ad => campaignOf.GetValueOrDefault(ad, "unknown"));
            Named(columns, DimensionNames.AdSet, VendorFormats.AdSetId, new NameBook(sets, "updatedtime"), notes);
            Named(columns, DimensionNames.Campaign, VendorFormats.CampaignId, new NameBook(campaigns, "updatedtime"), notes);
        }

        List<LookupFile> used = [.. ads, .. sets, .. campaigns];
        foreach (var (kind, measure) in new[] { (LookupFormat.MetaActions, MeasureNames.Conversions), (LookupFormat.MetaActionValues, MeasureNames.Revenue) })
        {
            var files = Of(kind);
            used.AddRange(files);
            if (files.Count > 0)
            {
                notes.Add(JoinActions(columns, files, measure));
            }
        }

        return (used, notes);
    }

    /// <summary>
    /// Several action types count one event (lead, and the pixel's lead), so they are never added up: <c>purchase</c> is the goal where it occurs, else <c>lead</c>.
    /// </summary>
    private static string JoinActions(TableColumns columns, List<LookupFile> files, string measure)
    {
        var rowOf = new Dictionary<(string, int), int>();
        var (codes, ids) = (columns.Codes(VendorFormats.AdId), columns.Values(VendorFormats.AdId));
        for (var row = 0; row < columns.RowCount; row++)
        {
            rowOf.TryAdd((ids[codes[row]], columns.Days![row]), row);
        }

        var matched = new List<(int Row, string Type, double Value)>();
        var unmatched = 0;
        foreach (var file in files)
        {
            var (ad, date, type, value) = (file.Column("adid"), file.Column("date"), file.Column("actiontype"), file.Column("value"));
            foreach (var row in file.Rows)
            {
                if (DateCell.TryRead(Encoding.UTF8.GetBytes(row[date]), false, out var day) && rowOf.TryGetValue((row[ad], day), out var at)
                    && double.TryParse(row[value], NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && double.IsFinite(amount))
                {
                    matched.Add((at, row[type], amount));
                }
                else
                {
                    unmatched++;
                }
            }
        }

        var names = string.Join(", ", files.Select(file => Path.GetFileName(file.Path)));
        var goal = matched.Exists(action => action.Type == "purchase") ? "purchase" : "lead";
        if (!matched.Exists(action => action.Type == goal))
        {
            return $"{names}: none of its {matched.Count + unmatched} rows gives a purchase or lead for an ad and day of this export, so {measure} is unknown.";
        }

        var sums = new double[columns.RowCount];
        foreach (var (row, _, amount) in matched.Where(action => action.Type == goal))
        {
            sums[row] += amount;
        }

        columns.AddMeasure(measure, sums);
        return $"{names}: {measure} is the action '{goal}', joined by ad and day; {unmatched} rows belong to no row of this export.";
    }

    private static Dictionary<string, string> Merged(List<LookupFile> files, string column)
    {
        var merged = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, value) in files.SelectMany(file => file.Latest("id", column, "updatedtime")))
        {
            merged[id] = value;
        }

        return merged;
    }

    private static void Named(TableColumns columns, string dimension, string id, NameBook names, List<string> notes)
    {
        columns.Derive(dimension, id, names.Name);
        var nameless = columns.Values(id).Count(value => !names.Knows(value));
        if (nameless > 0)
        {
            notes.Add($"{nameless} {dimension} id(s) have no name in the files beside this export and are shown by id.");
        }
    }
}
