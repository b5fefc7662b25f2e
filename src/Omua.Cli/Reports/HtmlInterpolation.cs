using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Omua.Cli.Reports;

/// <summary>
/// Encodes the values of an interpolated string as it is put together, so that a place where encoding was forgotten cannot be written.
/// Takes text, numbers and markup; there is deliberately no overload for any other type.
/// </summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlInterpolation
{
    private readonly StringBuilder _markup;

    public HtmlInterpolation(int literalLength, int formattedCount) => _markup = new StringBuilder(literalLength + (formattedCount * 16));

    public void AppendLiteral(string literal) => _markup.Append(literal);

    public void AppendFormatted(Html markup) => _markup.Append(markup.ToString());

    public void AppendFormatted(IEnumerable<Html> markup)
    {
        foreach (var part in markup)
        {
            _markup.Append(part.ToString());
        }
    }

    public void AppendFormatted(long number) => _markup.Append(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Coordinates: two decimals are finer than any screen.</summary>
    public void AppendFormatted(double number) => _markup.Append(number.ToString("0.##", CultureInfo.InvariantCulture));

    public void AppendFormatted(string? text)
    {
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            Append(rune);
        }
    }

    public string ToMarkup() => _markup.ToString();

    private void Append(Rune rune)
    {
        switch (rune.Value)
        {
            case '&': _markup.Append("&amp;"); break;
            case '<': _markup.Append("&lt;"); break;
            case '>': _markup.Append("&gt;"); break;
            case '"': _markup.Append("&quot;"); break;
            case '\'': _markup.Append("&#39;"); break;
            case '\n' or '\t': _markup.Append(' '); break;
            default: _markup.Append(IsInvisible(rune) ? Rune.ReplacementChar : rune); break;
        }
    }

    // Control characters and the ones that turn the direction of text around can make a name look like another.
    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
