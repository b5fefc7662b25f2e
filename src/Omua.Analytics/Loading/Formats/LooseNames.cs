namespace Omua.Analytics;

/// <summary>Finds what a table in no known shape calls by a name of its own (<c>mark_spent</c>, <c>c_date</c>), where exactly one column can be meant. What is found so is checked by its cells and said in a note.</summary>
internal static class LooseNames
{
    public const string Date = "date";

    // What a name must hold, and what it must not: ratios, prices of one and limits are no sums.
    private static readonly (string Role, string[] Holds)[] Roles =
    [
        (MeasureNames.Impressions, ["impression", "impr"]),
        (MeasureNames.Clicks, ["click"]),
        (MeasureNames.Cost, ["spend", "spent", "cost"]),
        (MeasureNames.Revenue, ["revenue", "conversionvalue", "sales"]),
        (MeasureNames.Conversions, ["conversion", "purchases", "orders", "installs"]),
        (Date, ["date"]),
        (DimensionNames.Campaign, ["campaign"]),
    ];

    private static readonly string[] Never =
        ["rate", "per", "avg", "average", "ctr", "cpc", "cpm", "cpa", "roas", "roi", "share", "percent", "budget", "bid", "target", "limit", "cumulative", "running", "previous", "lastyear", "rank", "score", "id", "type", "status", "end", "updated", "created", "call", "count", "number", "unit", "quantity", "window", "days", "lag", "time", "center", "centre", "code", "name"];

    /// <summary>The column that is meant by a role, where exactly one of those that nothing is read from fits; -1 otherwise.</summary>
    public static int Of(string role, ColumnNames names, IReadOnlySet<int> taken)
    {
        var holds = Roles.First(each => each.Role == role).Holds;
        var found = Enumerable.Range(0, names.Header.Count).Where(index => !taken.Contains(index) && Fits(names.Name(index), holds)).Take(2).ToList();
        return found.Count == 1 ? found[0] : -1;
    }

    private static bool Fits(string name, string[] holds)
    {
        var part = Array.Find(holds, each => name.Contains(each, StringComparison.Ordinal));
        return part is not null && !Array.Exists(Never, never => name.Replace(part, "", StringComparison.Ordinal).Contains(never, StringComparison.Ordinal))
            && !Roles.Any(other => !other.Holds.Contains(part) && other.Role is not (Date or DimensionNames.Campaign) && Array.Exists(other.Holds, each => name.Replace(part, "", StringComparison.Ordinal).Contains(each, StringComparison.Ordinal)));
    }
}
