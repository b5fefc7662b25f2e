using System.Text.RegularExpressions;

namespace Omua.Extensions.AI;

/// <summary>Takes keys out of what a provider says: some repeat the key that they refuse.</summary>
internal static partial class KeyMask
{
    private const string Mask = "***";
    private static readonly string[] KeyHeaders = ["Authorization", "x-api-key", "api-key"];

    public static string Apply(string text, HttpRequestMessage request)
    {
        foreach (var header in KeyHeaders)
        {
            foreach (var value in request.Headers.TryGetValues(header, out var values) ? values : [])
            {
                var key = value.StartsWith("Bearer ", StringComparison.Ordinal) ? value[7..] : value;
                text = key.Length == 0 ? text : text.Replace(key, Mask, StringComparison.Ordinal);
            }
        }

        return Keys().Replace(text, Mask);
    }

    // "sk-…abcd" and the like: a key that was shortened, but not enough.
    [GeneratedRegex(@"\b(?:sk|pk|rk|key)-[A-Za-z0-9_\-\.\*…]{4,}")]
    private static partial Regex Keys();
}
