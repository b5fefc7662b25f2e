using Omua.Analytics;

namespace Omua.Cli.Acting;

/// <summary>Finds in the export what stands beside the name that a change has: the platform's own id, the channel.</summary>
internal static class ChangeTargets
{
    private const string IdSuffix = "_id";

    /// <summary>The ids of a name; the name itself where the export knows ids alone. More than one: the name is not unique.</summary>
    public static IReadOnlyList<string> Ids(ProposalTarget target, Dataset? dataset) =>
        dataset is PerformanceDataset found && found.Table.HasDimension(target.Dimension + IdSuffix) ? Beside(target, found.Table, target.Dimension + IdSuffix)
        : target.Value.Length > 0 && target.Value.All(char.IsAsciiDigit) ? [target.Value]
        : [];

    /// <summary>The channel of the export, or of all rows of the name; null where it is not told or there are several.</summary>
    public static string? Channel(ProposalTarget target, Dataset? dataset) =>
        dataset?.Channel ?? (dataset is PerformanceDataset found && found.Table.HasDimension(DimensionNames.Channel) && Beside(target, found.Table, DimensionNames.Channel) is [var only] ? only : null);

    private static IReadOnlyList<string> Beside(ProposalTarget target, PerformanceTable table, string dimension)
    {
        if (!table.HasDimension(target.Dimension))
        {
            return [];
        }

        var wanted = table.Values(target.Dimension).ToList().IndexOf(target.Value);
        var names = table.Codes(target.Dimension);
        var others = table.Codes(dimension);
        var seen = new HashSet<int>();
        for (var row = 0; row < names.Length; row++)
        {
            if (names[row] == wanted)
            {
                seen.Add(others[row]);
            }
        }

        return [.. seen.Select(code => table.Values(dimension)[code]).Where(value => value.Length > 0)];
    }
}
