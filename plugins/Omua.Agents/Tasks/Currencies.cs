namespace Omua.Agents.Tasks;

/// <summary>The currencies of a table's rows; one null where they state none.</summary>
internal static class Currencies
{
    public static IEnumerable<string?> Of(PerformanceTable table)
    {
        if (!table.HasDimension(DimensionNames.Currency))
        {
            yield return null;
            yield break;
        }

        foreach (var currency in table.Values(DimensionNames.Currency))
        {
            yield return currency;
        }
    }
}
