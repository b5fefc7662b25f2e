namespace Omua.Analytics;

/// <summary>What a reader of a dataset must know and no number of the quality report says.</summary>
internal static class QualityNotes
{
    public static IEnumerable<string> For(IReadOnlyList<FileRows> files, TableColumns columns, bool isYearAssumed)
    {
        var layout = files[0].Layout;
        var parts = files.SelectMany(file => file.Parts).ToList();
        if (isYearAssumed)
        {
            yield return $"The year is not in the data; {LoadOptions.PlaceholderYear} stands in, so weekdays and weeks are unknown.";
        }

        if (!columns.Has(DimensionNames.Channel))
        {
            yield return "The export does not identify the channel.";
        }

        if (!columns.Has(DimensionNames.Currency))
        {
            yield return "The export states no currency.";
        }
        else if (columns.Values(DimensionNames.Currency).Length > 1)
        {
            yield return $"Several currencies ({string.Join(", ", columns.Values(DimensionNames.Currency))}): money is rolled up for each apart.";
        }

        if (Sum(part => part.TotalRows) is > 0 and var totals)
        {
            yield return $"{totals} total row(s) were left out.";
        }

        if (Sum(part => part.BlankRows) is > 0 and var blank)
        {
            yield return $"{blank} blank row(s) or footer line(s) were passed over.";
        }

        if (Sum(part => part.EmptyCells) is > 0 and var empty)
        {
            yield return $"{empty} empty cell(s) of measures were read as 0.";
        }

        if (Sum(part => part.ClicksAboveImpressions) is > 0 and var above)
        {
            yield return $"{above} row(s) have more clicks than impressions; they are kept.";
        }

        if (Sum(part => part.NegativeRevenue) is > 0 and var negative)
        {
            yield return $"{negative} row(s) have a negative revenue (refunds); they are kept.";
        }

        if (layout.DecimalComma)
        {
            yield return "Numbers were read with a decimal comma.";
        }

        if (layout.Format.Name == GenericFormat.Name && layout.Unused.ToList() is { Count: > 0 } unused)
        {
            yield return $"Columns that nothing was read from: {string.Join(", ", unused)}.";
        }

        long Sum(Func<RowBuffer, long> count) => parts.Sum(count);
    }
}
