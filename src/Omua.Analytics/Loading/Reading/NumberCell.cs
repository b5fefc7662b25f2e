using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Omua.Analytics;

/// <summary>Reads a number as the ad platforms write it: plain, with thousands, with a currency sign, empty or a dash for nothing.</summary>
internal static partial class NumberCell
{
    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, 23).Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture))];

    public static NumberState Read(ReadOnlySpan<byte> cell, bool decimalComma, out double value)
    {
        // Up to 15 digits and 22 decimals both parts are exact doubles, so that one division rounds as the full algorithm does (Clinger 1990).
        ulong digits = 0;
        var (count, point) = (0, -1);
        foreach (var symbol in cell)
        {
            var digit = (uint)(symbol - '0');
            if (digit <= 9)
            {
                digits = digits * 10 + digit;
                count++;
            }
            else if (symbol == '.' && point < 0 && !decimalComma)
            {
                point = count;
            }
            else
            {
                return Slow(cell, decimalComma, out value);
            }
        }

        if (count is 0 or > 15)
        {
            return Slow(cell, decimalComma, out value);
        }

        value = point < 0 ? digits : digits / PowersOfTen[count - point];
        return NumberState.Number;
    }

    /// <summary>Whether the cell can only be read with a decimal comma (true), only with a decimal point (false), or tells nothing (null).</summary>
    public static bool? TellsDecimalComma(string cell)
    {
        cell = Bare(cell.Trim().TrimEnd('%'));
        return OnlyComma().IsMatch(cell) ? true : OnlyPoint().IsMatch(cell) ? false : null;
    }

    /// <summary>Whether the cell is a whole number only if its points part thousands: <c>1.234</c>.</summary>
    public static bool IsGroupedByPoints(string cell) => PointThousands().IsMatch(Bare(cell));

    private static NumberState Slow(ReadOnlySpan<byte> cell, bool decimalComma, out double value)
    {
        value = 0;
        var text = Bare(Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 200)]));
        if (text.Length > 1 && text[^1] == '%' && text[^2] is not '%')
        {
            var share = Slow(Encoding.UTF8.GetBytes(text[..^1]), decimalComma, out value);
            value /= 100;
            return share == NumberState.Number ? share : NumberState.NotANumber;
        }

        if (text.Length > 2 && text[0] == '(' && text[^1] == ')')
        {
            // As accountants write what is below zero.
            var amount = Slow(Encoding.UTF8.GetBytes(text[1..^1]), decimalComma, out value);
            value = -value;
            return amount == NumberState.Number ? amount : NumberState.NotANumber;
        }

        if (text is "" or "-" or "--" or "\u2013" or "\u2014")
        {
            return NumberState.Empty;
        }

        if (text.TrimStart('+', '-').ToUpperInvariant() is "NAN" or "INF" or "INFINITY" or "\u221E")
        {
            return NumberState.NotFinite;
        }

        var plain = !decimalComma && Plain().IsMatch(text) ? text
            : !decimalComma && PointGrouped().IsMatch(text) ? Ungrouped(text, '.')
            : (decimalComma || OnlyComma().IsMatch(text)) && CommaGrouped().IsMatch(text) ? Ungrouped(text, ',')
            : null;
        if (plain is null || !double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return NumberState.NotANumber;
        }

        return double.IsFinite(value) ? NumberState.Number : NumberState.NotFinite;
    }

    /// <summary>The cell without a sign, code or abbreviation of a currency before or behind it.</summary>
    private static string Bare(string cell)
    {
        cell = cell.Trim();
        return Money().Match(cell) is { Success: true } match ? $"{match.Groups["minus"].Value}{match.Groups["amount"].Value}" : cell;
    }

    private static string Ungrouped(string text, char point)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var symbol in text)
        {
            if (symbol == point)
            {
                plain.Append('.');
            }
            else if (char.IsAsciiDigit(symbol) || symbol is '-' or '+')
            {
                plain.Append(symbol);
            }
        }

        return plain.ToString();
    }

    // "$1,234.50", "-€12", "12,50 €", "USD 5", "R$ 5", "99 kr.", "5 zł".
    [GeneratedRegex(@"^(?<minus>[+\-\u2212]?)\s*(?:\p{Sc}|[A-Z]{1,2}\p{Sc}|[A-Z]{3}|kr\.?|z\u0142|K\u010D|Ft|lei|Rs\.?)?\s*(?<amount>[+-]?[0-9.,'\u00A0\u202F ]*[0-9][0-9.,'\u00A0\u202F]*(?:[eE][+-]?[0-9]+)?)\s*(?:\p{Sc}|[A-Z]{3}|kr\.?|z\u0142|K\u010D|Ft|lei)?$")]
    private static partial Regex Money();

    [GeneratedRegex(@"^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}(?:[,'\u00A0\u202F ][0-9]{3})+(?:\.[0-9]+)?$")]
    private static partial Regex PointGrouped();

    [GeneratedRegex(@"^[+-]?(?:[0-9]{1,3}(?:[.'\u00A0\u202F ][0-9]{3})+|[0-9]+)(?:,[0-9]+)?$")]
    private static partial Regex CommaGrouped();

    [GeneratedRegex(@"^[0-9]{1,3}(?:\.[0-9]{3})+$")]
    private static partial Regex PointThousands();

    // "1.234,5" and "12,50" can only be read with a decimal comma; "1,234" cannot be told, and is read as thousands.
    [GeneratedRegex(@"^[+-]?(?:[0-9]{1,3}(?:[.'\u00A0\u202F ][0-9]{3})+,[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|[0-9]{4,},[0-9]+|0,[0-9]+)$")]
    private static partial Regex OnlyComma();

    [GeneratedRegex(@"^[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})|[0-9]{4,}\.[0-9]+|0\.[0-9]+)$")]
    private static partial Regex OnlyPoint();
}
