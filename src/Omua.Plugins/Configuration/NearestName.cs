namespace Omua.Plugins.Configuration;

/// <summary>The name that someone probably meant.</summary>
internal static class NearestName
{
    /// <summary>The closest name, when it is close: at most a third of the letters differ (two in short names). Case, and dashes for underscores, do not count.</summary>
    public static string? Of(string wrong, IEnumerable<string> names)
    {
        var word = Plain(wrong);
        return names.Select(name => (name, edits: Edits(word, Plain(name))))
            .Where(pair => pair.edits <= Math.Max(2, word.Length / 3) && pair.edits < pair.name.Length)
            .OrderBy(pair => pair.edits).ThenBy(pair => pair.name, StringComparer.Ordinal)
            .Select(pair => pair.name).FirstOrDefault();
    }

    /// <summary>"did you mean x?" where something is close, else the list of what there is.</summary>
    public static string Advice(string wrong, IReadOnlyCollection<string> names) =>
        Of(wrong, names) is { } name ? $"did you mean {name}?"
        : names.Count == 0 ? "remove it; nothing can be set here"
        : $"remove it, or use one of: {string.Join(", ", names.Order(StringComparer.Ordinal))}";

    private static string Plain(string name) => name.Replace('-', '_').ToLowerInvariant();

    /// <summary>Optimal string alignment: a swap of neighbours is one slip of the fingers, so it counts as one edit.</summary>
    private static int Edits(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var row = 0; row <= left.Length; row++)
        {
            for (var column = 0; column <= right.Length; column++)
            {
                table[row, column] = row == 0 ? column : column == 0 ? row : Step(table, left, right, row, column);
            }
        }

        return table[left.Length, right.Length];
    }

    private static int Step(int[,] table, string left, string right, int row, int column)
    {
        var substitution = table[row - 1, column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
        var edits = Math.Min(substitution, Math.Min(table[row - 1, column], table[row, column - 1]) + 1);
        var isSwap = row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
        return isSwap ? Math.Min(edits, table[row - 2, column - 2] + 1) : edits;
    }
}
