using System.Text;

namespace Omua.Plugins;

/// <summary>The way names are written in configuration and on the wire.</summary>
internal static class SnakeCase
{
    /// <summary><c>MyCustomLLM</c> gives <c>my_custom_llm</c>; what is neither letter nor digit becomes one underscore.</summary>
    public static string From(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (!char.IsAsciiLetterOrDigit(c))
            {
                Separate();
                continue;
            }

            var startsWord = char.IsAsciiLetterUpper(c) && i > 0 &&
                (!char.IsAsciiLetterUpper(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1])));
            if (startsWord)
            {
                Separate();
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString().Trim('_');

        void Separate()
        {
            if (text.Length > 0 && text[^1] != '_')
            {
                text.Append('_');
            }
        }
    }

    public static bool Is(string name) =>
        name.Length > 0 && char.IsAsciiLetterLower(name[0]) && name[^1] != '_' && !name.Contains("__", StringComparison.Ordinal) &&
        name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
