using System.Text;
using System.Text.RegularExpressions;

namespace Omua.Llm.Guarding;

/// <summary>Takes from data what no honest name or term contains: invisible characters, the control marks of chat formats, an imitation of the fence.</summary>
internal static partial class DataCleaning
{
    public static string Apply(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsInvisible(rune))
            {
                clean.Append(rune.ToString());
            }
        }

        var visible = clean.ToString();
        return Fence().Replace(ChatMarks().Replace(visible, "[mark removed]"), "(");
    }

    /// <summary>Controls but for tab and line end, zero-width and direction marks, the tag block (a whole hidden alphabet) and variation selectors beyond the first.</summary>
    private static bool IsInvisible(Rune rune) => rune.Value is not ('\t' or '\n' or '\r') && (
        Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.PrivateUse
        || rune.Value is >= 0xE0100 and <= 0xE01EF);

    [GeneratedRegex(@"<\|[^|<>\n]{1,40}\|>|\[/?INST\]|<</?SYS>>|</?(?:start|end)_of_turn>|<[/]?s>|</?(?:system|assistant|tool_call|tool_response|function_calls)>", RegexOptions.IgnoreCase)]
    private static partial Regex ChatMarks();

    [GeneratedRegex(@"\[(?=\s*(?:end\s+of\s+)?data\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Fence();
}
