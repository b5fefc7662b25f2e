namespace Omua.Plugins.Metadata;

/// <summary>SemVer 2.0.0 (semver.org), as far as its grammar goes.</summary>
internal static class SemanticVersion
{
    public static bool Is(string text)
    {
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        var core = plus < 0 ? text : text[..plus];
        var dash = core.IndexOf('-', StringComparison.Ordinal);
        var numbers = (dash < 0 ? core : core[..dash]).Split('.');
        return (plus < 0 || Identifiers(text[(plus + 1)..], leadingZeros: true)) &&
            (dash < 0 || Identifiers(core[(dash + 1)..], leadingZeros: false)) &&
            numbers.Length == 3 &&
            numbers.All(number => number.Length > 0 && number.All(char.IsAsciiDigit) && (number.Length == 1 || number[0] != '0'));
    }

    private static bool Identifiers(string text, bool leadingZeros) => text.Split('.').All(identifier =>
        identifier.Length > 0 && identifier.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') &&
        (leadingZeros || identifier.Length == 1 || identifier[0] != '0' || !identifier.All(char.IsAsciiDigit)));
}
