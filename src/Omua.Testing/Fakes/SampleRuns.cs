using Omua.Analytics;

namespace Omua.Testing;

/// <summary>Runs to plan and execute for: contexts with data in them.</summary>
public static class SampleRuns
{
    /// <summary>A run over no data at all.</summary>
    public static ContextData Empty { get; } = new() { RunId = "sample-empty", StartedAt = new DateTimeOffset(2026, 1, 5, 9, 30, 0, TimeSpan.Zero) };

    /// <summary>A run over a simulated market: three channels, eight campaigns, one row a day for each, with a budget.</summary>
    /// <param name="seed">Decides the rows; the same seed gives the same.</param>
    /// <param name="days">How many days; at least 56.</param>
    public static ContextData Market(int seed = 1, int days = 112)
    {
        var market = MarketSimulation.Generate(seed, new MarketOptions { Days = days });
        var table = market.ToTable();
        return Empty with
        {
            RunId = $"sample-market-{seed}",
            StartedAt = new DateTimeOffset(market.Truth.Window.To.AddDays(1), default, TimeSpan.Zero),
            Budget = new Money(Math.Round(market.Rows.Sum(row => row.Cost)), "USD"),
            Seed = seed,
            Datasets =
            [
                new PerformanceDataset
                {
                    Name = "simulated_market", Kind = "performance", Format = "generic.performance", Window = market.Truth.Window, IsSimulated = true, Table = table,
                    Quality = new DatasetQuality { Files = ["simulated_market.csv"], RowsRead = table.RowCount, RowsRefused = 0, Currencies = ["USD"] },
                },
            ],
        };
    }

    /// <summary>A run over a dataset of a kind that no agent knows.</summary>
    public static ContextData UnknownKind { get; } = Empty with
    {
        RunId = "sample-unknown", Datasets = [new UnknownDataset { Name = "weather", Kind = "weather", Format = "generic.weather", Quality = new DatasetQuality { Files = ["weather.csv"], RowsRead = 7, RowsRefused = 0 } }],
    };

    private sealed class UnknownDataset : Dataset;
}
