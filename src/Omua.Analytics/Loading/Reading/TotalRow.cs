using System.Text;

namespace Omua.Analytics;

/// <summary>Tells by its first words a row that sums the others, or a line below a table, in the words of the platforms. Without a string: it is asked of every row.</summary>
internal static class TotalRow
{
    private static readonly string[] Totals =
        ["total", "totals", "grand total", "subtotal", "overall total", "total general", "totale", "totaal", "totaux", "gesamt", "gesamtsumme", "insgesamt", "summe", "somme", "suma"];

    // Google: "Total: Campaigns"; TikTok: "Total of 12 results"; Meta: "Results from 5 campaigns".
    private static readonly string[] Starts = ["total:", "total -", "total of ", "results from ", "gesamt:", "totale:", "totaal:"];

    private static readonly string[] Footers = ["copyright", "report time", "report generated", "generated on", "exported on", "last updated"];

    public static bool Is(ReadOnlySpan<byte> cell)
    {
        if (cell.Length is < 4 or >= 100)
        {
            return false;
        }

        if (cell[0] >= 0x80)
        {
            return cell.SequenceEqual("\u5408\u8A08"u8) || cell.SequenceEqual("\u7DCF\u8A08"u8);
        }

        if ((cell[0] | 0x20) is not ((byte)'t' or (byte)'g' or (byte)'s' or (byte)'o' or (byte)'r' or (byte)'i'))
        {
            return false;
        }

        foreach (var total in Totals)
        {
            if (cell.Length == total.Length && Ascii.EqualsIgnoreCase(cell, total))
            {
                return true;
            }
        }

        return StartsWithAny(cell, Starts);
    }

    /// <summary>Whether a line that is no row says when and by whom the report was made.</summary>
    public static bool IsFooter(ReadOnlySpan<byte> cell) =>
        cell.Length is >= 2 and < 1000 && (cell.StartsWith("\u00A9"u8) || StartsWithAny(cell, Footers) || Encoding.UTF8.GetString(cell).Contains("rights reserved", StringComparison.OrdinalIgnoreCase));

    private static bool StartsWithAny(ReadOnlySpan<byte> cell, string[] starts)
    {
        foreach (var start in starts)
        {
            if (cell.Length >= start.Length && Ascii.EqualsIgnoreCase(cell[..start.Length], start))
            {
                return true;
            }
        }

        return false;
    }
}
