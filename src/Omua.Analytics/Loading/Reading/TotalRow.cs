using System.Text;

namespace Omua.Analytics;

/// <summary>Tells by its first words a row that sums the others, or a line below a table, in the words of the platforms.</summary>
internal static class TotalRow
{
    private static readonly HashSet<string> Totals = new(StringComparer.OrdinalIgnoreCase)
    {
        "total", "totals", "grand total", "subtotal", "overall total", "total general", "totale", "totaal", "gesamt", "gesamtsumme", "insgesamt", "summe", "somme", "suma", "totaux", "\u5408\u8A08", "\u7DCF\u8A08",
    };

    // Google: "Total: Campaigns"; TikTok: "Total of 12 results"; Meta: "Results from 5 campaigns".
    private static readonly string[] Starts = ["total:", "total -", "total of ", "results from ", "total \u2013", "gesamt:", "totale:", "totaal:"];

    private static readonly string[] Footers = ["\u00A9", "copyright", "report time", "report generated", "generated on", "exported on", "last updated", "note:", "* "];

    public static bool Is(ReadOnlySpan<byte> cell)
    {
        if (cell.Length is < 4 or >= 100 || ((cell[0] | 0x20) is not ((byte)'t' or (byte)'g' or (byte)'s' or (byte)'o' or (byte)'r' or (byte)'i') && cell[0] < 0x80))
        {
            return false;
        }

        var text = Encoding.UTF8.GetString(cell);
        return Totals.Contains(text) || Array.Exists(Starts, start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase));
    }

    public static bool IsFooter(ReadOnlySpan<byte> cell)
    {
        if (cell.Length is < 2 or >= 1000)
        {
            return false;
        }

        var text = Encoding.UTF8.GetString(cell);
        return Array.Exists(Footers, start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase)) || text.Contains("rights reserved", StringComparison.OrdinalIgnoreCase);
    }
}
