namespace Omua.Analytics;

/// <summary>Rows of a market that does not exist, and what it is in truth.</summary>
/// <param name="Rows">One row for each campaign and day, by day.</param>
/// <param name="Truth">What the rows were drawn from.</param>
public sealed record SimulatedMarket(IReadOnlyList<MarketRow> Rows, MarketTruth Truth)
{
    private const string Header = "date,channel,campaign,currency,impressions,clicks,cost,conversions,revenue";

    /// <summary>The rows as a table, as a reader of their export would build it.</summary>
    public PerformanceTable ToTable()
    {
        var builder = new PerformanceTableBuilder(
            [DimensionNames.Channel, DimensionNames.Campaign, DimensionNames.Currency],
            [MeasureNames.Impressions, MeasureNames.Clicks, MeasureNames.Cost, MeasureNames.Conversions, MeasureNames.Revenue],
            hasDays: true);
        foreach (var row in Rows)
        {
            builder.Add(
                row.Date.DayNumber, [row.Channel, row.Campaign, row.Currency],
                [row.Impressions, row.Clicks, (double)row.Cost, row.Conversions, (double)row.Revenue]);
        }

        return builder.Build();
    }

    /// <summary>Writes the rows as CSV with the header <c>date,channel,campaign,currency,impressions,clicks,cost,conversions,revenue</c>.</summary>
    /// <param name="writer">Where to; not closed.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    public async Task WriteCsvAsync(TextWriter writer, CancellationToken cancellationToken)
    {
        // Names and numbers are our own: none carries a comma, a quote or a line break.
        await writer.WriteLineAsync(Header.AsMemory(), cancellationToken);
        foreach (var row in Rows)
        {
            var line = FormattableString.Invariant(
                $"{row.Date:yyyy-MM-dd},{row.Channel},{row.Campaign},{row.Currency},{row.Impressions},{row.Clicks},{row.Cost:0.00},{row.Conversions},{row.Revenue:0.00}");
            await writer.WriteLineAsync(line.AsMemory(), cancellationToken);
        }
    }
}
