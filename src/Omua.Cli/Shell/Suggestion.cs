namespace Omua.Cli.Shell;

/// <summary>The nearest right word to a wrong one.</summary>
internal static class Suggestion
{
    /// <summary>The candidate within two edits (a third of the word for long ones), or null.</summary>
    public static string? For(string word, IEnumerable<string> candidates)
    {
        var limit = Math.Max(2, word.Length / 3);
        return candidates
            .Select(candidate => (candidate, edits: Edits(word.ToLowerInvariant(), candidate)))
            .Where(pair => pair.edits <= limit && pair.edits < pair.candidate.Length)
            .OrderBy(pair => pair.edits).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

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
