using System.Globalization;

namespace Omua.Plugins;

/// <summary>FNV-1a, 64 bits: names and change detection at start, where loading a cryptographic library would cost more than the work. Never for content keys.</summary>
internal static class ShortHash
{
    public static string Of(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
