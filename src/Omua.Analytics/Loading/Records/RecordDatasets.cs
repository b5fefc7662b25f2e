namespace Omua.Analytics;

/// <summary>Makes one dataset of the rows of one shape.</summary>
internal static class RecordDatasets
{
    public static Dataset From(string name, RecordRows rows, IReadOnlyList<string> repeated, LoadOptions options)
    {
        var quality = new DatasetQuality
        {
            Files = rows.Files,
            RowsRead = rows.Count,
            RowsRefused = rows.RefusedCount,
            Refused = rows.Refused,
            Duplicates = rows.Duplicates,
            RepeatedFiles = repeated,
            Currencies = rows.Column(RecordNames.Currency)?.Values ?? [],
            Notes = [.. RecordNotes.For(rows)],
        };
        var (kind, format, window, simulated) = (rows.Layout.Format.Kind, rows.Layout.Format.Name, Window(rows), options.IsSimulated);
        return kind switch
        {
            RecordFormats.Paths => new PathDataset { Name = name, Kind = kind, Format = format, IsSimulated = simulated, Quality = quality, Paths = Paths(rows) },
            RecordFormats.Touchpoints => new TouchpointDataset { Name = name, Kind = kind, Format = format, IsSimulated = simulated, Quality = quality, Window = window, Touchpoints = Touchpoints(rows) },
            RecordFormats.Transactions => new TransactionDataset { Name = name, Kind = kind, Format = format, IsSimulated = simulated, Quality = quality, Window = window, Transactions = Transactions(rows) },
            RecordFormats.Events => new EventDataset { Name = name, Kind = kind, Format = format, IsSimulated = simulated, Quality = quality, Window = window, Events = Events(rows) },
            RecordFormats.Survivors => Survivors(rows, name, simulated, quality),
            _ => Experiment(rows, name, simulated, quality),
        };
    }

    private static PathTable Paths(RecordRows rows)
    {
        var path = rows.Column(RecordNames.Path)!;
        return new PathTable(path.Values, [.. path.Codes], [0, .. path.Ends], rows.Numbers(RecordNames.Conversions)!, rows.Numbers(RecordNames.Value), rows.Numbers(RecordNames.Nulls), null);
    }

    private static TouchpointTable Touchpoints(RecordRows rows)
    {
        var (users, channels) = (rows.Column(RecordNames.User)!, rows.Column(RecordNames.Channel)!);
        return new TouchpointTable(
            [.. users.Codes], users.Values.Count, [.. rows.Column(RecordNames.Time)!.Moments], [.. channels.Codes], channels.Values,
            rows.Numbers(RecordNames.Converted)!, rows.Numbers(RecordNames.Value));
    }

    private static TransactionTable Transactions(RecordRows rows)
    {
        var customers = rows.Column(RecordNames.User)!;
        var quantities = rows.Numbers(RecordNames.Quantity);
        var amounts = rows.Numbers(RecordNames.UnitPrice) is { } prices && quantities is not null && rows.Column(RecordNames.Value) is null
            ? [.. prices.Zip(quantities, (price, quantity) => price * quantity)]
            : rows.Numbers(RecordNames.Value)!;
        return new TransactionTable(
            customers.Values, [.. customers.Codes], [.. rows.Column(RecordNames.Time)!.Moments.Select(ticks => (int)(ticks / TimeSpan.TicksPerDay))], amounts, quantities,
            rows.Dimensions(RecordNames.User));
    }

    private static EventTable Events(RecordRows rows)
    {
        var (users, events) = (rows.Column(RecordNames.User)!, rows.Column(RecordNames.Event)!);
        return new EventTable(
            users.Values, [.. users.Codes], [.. rows.Column(RecordNames.Time)!.Moments], events.Values, [.. events.Codes], rows.Dimensions(RecordNames.User, RecordNames.Event));
    }

    private static SurvivorDataset Survivors(RecordRows rows, string name, bool simulated, DatasetQuality quality)
    {
        var (periods, survivors, segments) = (rows.Numbers(RecordNames.Period)!, rows.Numbers(RecordNames.Survivors)!, rows.Column("segment"));
        var curves = Enumerable.Range(0, rows.Count).GroupBy(row => segments is null ? "all" : segments.Values[segments.Codes[row]], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<double>)[.. group.OrderBy(row => periods[row]).Select(row => survivors[row])], StringComparer.Ordinal);
        return new SurvivorDataset
        {
            Name = name, Kind = RecordFormats.Survivors, Format = rows.Layout.Format.Name, IsSimulated = simulated, Quality = quality, Survivors = curves,
        };
    }

    private static ExperimentDataset Experiment(RecordRows rows, string name, bool simulated, DatasetQuality quality)
    {
        var units = new ExperimentUnits(rows);
        return new ExperimentDataset
        {
            Name = name, Kind = RecordFormats.Experiment, Format = rows.Layout.Format.Name, IsSimulated = simulated,
            Quality = quality with { Notes = [.. quality.Notes, .. units.Notes] }, Units = units.Table,
        };
    }

    private static DateRange? Window(RecordRows rows) => rows.Column(RecordNames.Time) is not { Moments: { Count: > 0 } moments }
        ? null
        : new DateRange(DateOnly.FromDateTime(new DateTime(moments.Min(), DateTimeKind.Utc)), DateOnly.FromDateTime(new DateTime(moments.Max(), DateTimeKind.Utc)));
}
