using System.Globalization;
using System.Text;

namespace Omua.Agents.Figures;

/// <summary>A dimension value as a part of an id: letters, digits, <c>_</c> and <c>-</c> alone, and the same value always gives the same slug.</summary>
internal static class Slug
{
    private const int MaximumLength = 32;

    public static string Of(string text)
    {
        var slug = new StringBuilder(text.Length);
        var isPlain = text.Length is > 0 and <= MaximumLength;
        foreach (var character in text)
        {
            if (char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '_')
            {
                slug.Append(character);
                continue;
            }

            // Only single spaces between plain words are written as "-" without a hash; anything else might meet another value's slug.
            isPlain &= character == ' ' && slug.Length > 0 && slug[^1] != '-';
            if (char.IsAsciiLetterUpper(character))
            {
                slug.Append(char.ToLowerInvariant(character));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var words = slug.ToString(0, Math.Min(slug.Length, MaximumLength)).Trim('-');
        isPlain &= words.Length == text.Length;
        return isPlain ? words : words.Length == 0 ? Hash(text) : $"{words}-{Hash(text)}";
    }

    private static string Hash(string text)
    {
        // FNV-1a: stable across processes and machines, which string.GetHashCode is not.
        var hash = 2166136261u;
        foreach (var part in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ part) * 16777619u);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
