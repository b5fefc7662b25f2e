namespace Omua.Agents.Watch;

/// <summary>What happened each day as a table that the search for unusual days reads: purchases with their amounts, or events by their name.</summary>
internal static class ActivityDays
{
    // Events with many names are those of a whole app; the most frequent ones are watched.
    private const int EventsWatched = 20;

    public static PerformanceDataset Of(Dataset dataset) => new()
    {
        Name = dataset.Name,
        Kind = "performance",
        Format = dataset.Format,
        Window = dataset.Window,
        Quality = dataset.Quality,
        IsSimulated = dataset.IsSimulated,
        Table = dataset is TransactionDataset purchases ? Purchases(purchases.Transactions) : Events(((EventDataset)dataset).Events),
    };

    private static PerformanceTable Purchases(TransactionTable purchases)
    {
        var builder = new PerformanceTableBuilder(["activity"], [MeasureNames.Conversions, MeasureNames.Revenue], hasDays: true);
        for (var row = 0; row < purchases.Count; row++)
        {
            builder.Add(purchases.Days[row], ["purchases"], [1, purchases.Amounts[row]]);
        }

        return builder.Build();
    }

    private static PerformanceTable Events(EventTable events)
    {
        var counts = new int[events.Names.Count];
        foreach (var name in events.NameOf)
        {
            counts[name]++;
        }

        var watched = counts.Select((count, name) => (count, name)).OrderByDescending(each => each.count).Take(EventsWatched).Select(each => each.name).ToHashSet();
        var builder = new PerformanceTableBuilder(["activity"], [MeasureNames.Conversions], hasDays: true);
        for (var row = 0; row < events.Count; row++)
        {
            if (watched.Contains(events.NameOf[row]))
            {
                builder.Add((int)(events.Times[row] / TimeSpan.TicksPerDay), [events.Names[events.NameOf[row]]], [1]);
            }
        }

        return builder.Build();
    }
}
