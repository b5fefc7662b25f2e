using System.Globalization;

namespace Omua.Agents.Acting;

/// <summary>Meta's bulk import. An object is known by its id, and its budget is that of a day in the smallest unit that Meta counts the currency in.</summary>
internal sealed class MetaBulkFile : PlatformFile
{
    /// <summary>Currencies that Meta counts in whole units (its "offset" is 1); all others it counts in hundredths, whatever ISO 4217 says.</summary>
    private static readonly HashSet<string> Whole = ["CLP", "COP", "CRC", "HUF", "ISK", "IDR", "JPY", "KRW", "PYG", "TWD", "VND"];

    public override string Formats => "meta_ads.";

    protected override string FileName => "meta_bulk.csv";

    protected override IReadOnlyList<string> Columns => ["Campaign ID", "Campaign Daily Budget", "Ad Set ID", "Ad Set Daily Budget"];

    protected override string? WhyNot(ChangeRow row) =>
        row.Dimension is not (DimensionNames.Campaign or DimensionNames.AdSet) ? $"Meta sets budgets of campaigns and ad sets, not of a {row.Dimension}"
        : row.Ids.Count == 0 ? "the export does not have its id"
        : row.Ids.Count > 1 ? "several objects have this name"
        : !row.Ids[0].All(char.IsAsciiDigit) ? "its id is not a number, as Meta's are"
        : Minor(row) <= 0 ? "the budget of a day is nothing in the smallest unit of its currency"
        : null;

    protected override IEnumerable<string> Cells(ChangeRow row)
    {
        var minor = Minor(row).ToString(CultureInfo.InvariantCulture);
        return row.Dimension == DimensionNames.Campaign ? [row.Ids[0], minor, "", ""] : ["", "", row.Ids[0], minor];
    }

    private static long Minor(ChangeRow row) => (long)decimal.Truncate(row.DailyTo!.Value * (Whole.Contains(row.Currency) ? 1 : 100));
}
