using System.Globalization;

namespace Omua.Agents.Figures;

/// <summary>How figures and names of the data are written in a sentence.</summary>
internal static class Wording
{
    private const int LongestName = 60;

    public static string Name(string value)
    {
        var safe = string.Concat(value.Select(character => char.IsControl(character) ? ' ' : character));
        return safe.Length <= LongestName ? $"'{safe}'" : $"'{safe[..LongestName]}…'";
    }

    public static string Figure(double? value) => value switch
    {
        null => "n/a",
        { } number when Math.Abs(number) >= 1000 => number.ToString("#,##0", CultureInfo.InvariantCulture),
        { } number when Math.Abs(number) >= 1 || number == 0 => number.ToString("0.00", CultureInfo.InvariantCulture),
        { } number => number.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    public static string Amount(double? value, string? currency) =>
        currency is null or Money.UnknownCurrency ? Figure(value) : $"{Figure(value)} {currency}";

    public static string Share(double value) => value.ToString("0.0%", CultureInfo.InvariantCulture);

    public static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    public static string Words(string name) => name.Replace('_', ' ');
}
