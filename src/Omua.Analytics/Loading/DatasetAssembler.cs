namespace Omua.Analytics;

/// <summary>Makes one dataset from the files of one shape.</summary>
internal static class DatasetAssembler
{
    public static PerformanceDataset Assemble(
        string name, IReadOnlyList<FileRows> files, IReadOnlyList<LookupFile> lookups, IReadOnlyList<string> repeated, LoadOptions options, ISet<string> used)
    {
        var layout = files[0].Layout;
        var columns = new TableColumns(files);
        var (joined, notes) = VendorJoins.Join(layout.Format.Name, columns, lookups);
        used.UnionWith(joined.Select(file => file.Path));
        if (layout.Format.ChannelOf is { } told && columns.Has(told.Dimension))
        {
            columns.Derive(DimensionNames.Channel, told.Dimension, told.Of);
        }
        else if (layout.Format.Channel is { } channel)
        {
            columns.AddConstant(DimensionNames.Channel, channel);
        }

        if (layout.Currency is { } currency)
        {
            columns.AddConstant(DimensionNames.Currency, currency);
        }

        var isYearAssumed = layout.Month >= 0 && options.Year is null;
        return new PerformanceDataset
        {
            Name = name,
            Kind = "performance",
            Format = layout.Format.Name,
            Channel = OnlyChannel(columns),
            Window = DayCoverage.Window(columns.Days),
            IsSimulated = options.IsSimulated,
            IsYearAssumed = isYearAssumed,
            Table = columns.Close(),
            Quality = new DatasetQuality
            {
                Files = [.. files.Select(file => file.Path), .. joined.Select(file => file.Path)],
                RowsRead = columns.RowCount,
                RowsRefused = files.Sum(file => file.RefusedCount),
                Refused = [.. files.SelectMany(Refused).Take(RowBuffer.RefusedLimit)],
                Duplicates = RepeatedRows.Count(files),
                RepeatedFiles = repeated,
                Gaps = DayCoverage.Gaps(columns.Days),
                Currencies = columns.Has(DimensionNames.Currency) ? columns.Values(DimensionNames.Currency) : [],
                Notes = [.. layout.Format.Notes, .. layout.Notes, .. notes, .. QualityNotes.For(files, columns, isYearAssumed)],
            },
        };
    }

    private static string? OnlyChannel(TableColumns columns) =>
        columns.Has(DimensionNames.Channel) && columns.Values(DimensionNames.Channel) is [var only] && only is not (VendorJoins.Unidentified or "") ? only : null;

    private static IEnumerable<RefusedRow> Refused(FileRows file) =>
        file.Parts.SelectMany(part => part.Refused).Select(row => new RefusedRow(file.Path, row.Line, row.Reason));
}
