using System.Text;

namespace Omua.Analytics;

/// <summary>Cells as they are shown to people, and as their doubled quotes are meant.</summary>
internal static class ShownCell
{
    /// <summary>The cell in quotes, cut at 40 characters, without control characters that would reach a terminal.</summary>
    public static string Of(ReadOnlySpan<byte> cell)
    {
        var text = Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 40)]);
        var clean = new string([.. text.Select(symbol => char.IsControl(symbol) ? '\uFFFD' : symbol)]);
        return cell.Length > 40 ? $"'{clean}\u2026'" : $"'{clean}'";
    }

    public static byte[] Unescaped(ReadOnlySpan<byte> cell) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(cell).Replace("\"\"", "\"", StringComparison.Ordinal));
}
