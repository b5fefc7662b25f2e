namespace Omua.Analyzers.Conduct;

/// <summary>Names in snake_case, word by word.</summary>
internal static class WordEnding
{
    /// <summary>Whether the last words of the name are these: <c>my_api_key</c> ends with <c>api_key</c>, <c>monkey</c> does not end with <c>key</c>.</summary>
    public static bool EndsWithWord(this string name, string words) => name == words || name.EndsWith("_" + words, StringComparison.Ordinal);
}
