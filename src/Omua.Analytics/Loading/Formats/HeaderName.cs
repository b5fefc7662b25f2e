using System.Text;

namespace Omua.Analytics;

/// <summary>Makes the spellings of one column name equal: case, blanks, underscores and marks do not count.</summary>
internal static class HeaderName
{
    public static string Normalise(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var symbol in name)
        {
            if (char.IsLetterOrDigit(symbol))
            {
                plain.Append(char.ToLowerInvariant(symbol));
            }
        }

        return plain.ToString();
    }

    /// <summary>The name in snake_case, as dimensions are called.</summary>
    public static string Snake(string name) =>
        string.Join('_', name.Trim().ToLowerInvariant().Split([' ', '_', '-', '.', '/', '(', ')', '[', ']', '#'], StringSplitOptions.RemoveEmptyEntries));

    public static string Capital(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
