using System.Text;

namespace Omua.Cli.Shell;

/// <summary>Makes text from outside safe to print: control characters are shown, not obeyed.</summary>
internal static class Printable
{
    /// <summary>The text with every control character written out as <c>\u001b</c>.</summary>
    public static string Line(string text)
    {
        foreach (var character in text)
        {
            if (IsActive(character))
            {
                return Escaped(text);
            }
        }

        return text;
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (IsActive(character))
            {
                escaped.Append($"\\u{(int)character:x4}");
            }
            else
            {
                escaped.Append(character);
            }
        }

        return escaped.ToString();
    }

    /// <summary>Controls, line separators, and the marks that turn the direction of the text that follows.</summary>
    private static bool IsActive(char character) =>
        char.IsControl(character) || character is (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f';
}
