namespace Omua.Analytics;

/// <summary>How many letters have to be changed to make one word of another (Levenshtein).</summary>
internal static class EditDistance
{
    public static int Of(string first, string second)
    {
        var row = Enumerable.Range(0, second.Length + 1).ToArray();
        for (var at = 1; at <= first.Length; at++)
        {
            var diagonal = row[0];
            row[0] = at;
            for (var other = 1; other <= second.Length; other++)
            {
                var above = row[other];
                row[other] = Math.Min(Math.Min(row[other] + 1, row[other - 1] + 1), diagonal + (first[at - 1] == second[other - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
