namespace Omua.Plugins.Configuration;

/// <summary>The name that someone probably meant.</summary>
internal static class NearestName
{
    /// <summary>The closest name, when it is close: at most a third of the letters differ (two in short names).</summary>
    public static string? Of(string wrong, IEnumerable<string> names)
    {
        var word = wrong.Replace('-', '_').ToLowerInvariant();
        return names.Select(name => (name, distance: Distance(word, name)))
            .Where(pair => pair.distance <= Math.Max(2, word.Length / 3) && pair.distance < pair.name.Length)
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.name, StringComparer.Ordinal)
            .Select(pair => pair.name).FirstOrDefault();
    }

    /// <summary>"did you mean x?" where something is close, else the list of what there is.</summary>
    public static string Advice(string wrong, IReadOnlyCollection<string> names) =>
        Of(wrong, names) is { } name ? $"did you mean {name}?"
        : names.Count == 0 ? "remove it; nothing can be set here"
        : $"remove it, or use one of: {string.Join(", ", names.Order(StringComparer.Ordinal))}";

    /// <summary>Levenshtein's distance, by rows.</summary>
    private static int Distance(string left, string right)
    {
        var above = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var row = 1; row <= left.Length; row++)
        {
            var current = new int[right.Length + 1];
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var replaced = above[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(above[column], current[column - 1]) + 1);
            }

            above = current;
        }

        return above[^1];
    }
}
