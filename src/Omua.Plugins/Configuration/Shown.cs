namespace Omua.Plugins.Configuration;

/// <summary>Text from a file, made safe to stand in a one-line message.</summary>
internal static class Shown
{
    private const int Longest = 60;

    public static string Value(string text)
    {
        var plain = string.Concat(text.Select(character => char.IsControl(character) ? '\uFFFD' : character));
        return plain.Length == 0 ? "empty" : plain.Length > Longest ? plain[..Longest] + "…" : plain;
    }
}
