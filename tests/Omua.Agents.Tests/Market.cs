using Omua.Analytics;

namespace Omua.Agents.Tests;

/// <summary>Small tables whose sums a reader can do in the head.</summary>
internal static class Market
{
    public static readonly DateOnly FirstDay = new(2025, 4, 1);

    public static PerformanceDataset Dataset(string name = "spring", string? channel = "paid_search", PerformanceTable? table = null, string? sameSpendAs = null, DatasetQuality? quality = null)
    {
        var rows = table ?? TwoCampaigns();
        return new PerformanceDataset
        {
            Name = name,
            Kind = "performance",
            Format = "generic.performance",
            Channel = channel,
            Window = rows.HasDays ? new DateRange(FirstDay, FirstDay.AddDays(1)) : null,
            Quality = quality ?? new DatasetQuality { Files = [$"{name}.csv"], RowsRead = rows.RowCount, RowsRefused = 0 },
            Table = rows,
            SameSpendAs = sameSpendAs,
        };
    }

    /// <summary>camp 1 spends 300 for 30 conversions, camp 2 spends 100 for 20: 10 and 5 per conversion.</summary>
    public static PerformanceTable TwoCampaigns(params string[] further)
    {
        var builder = new PerformanceTableBuilder([DimensionNames.Campaign, .. further], [MeasureNames.Clicks, MeasureNames.Cost, MeasureNames.Conversions], true);
        string[] rest = [.. further.Select(_ => "paid_search")];
        builder.Add(FirstDay.DayNumber, ["camp 1", .. rest], [100, 200, 20]);
        builder.Add(FirstDay.DayNumber + 1, ["camp 1", .. rest], [50, 100, 10]);
        builder.Add(FirstDay.DayNumber, ["camp 2", .. rest], [40, 60, 12]);
        builder.Add(FirstDay.DayNumber + 1, ["camp 2", .. rest.Select(_ => "paid_social")], [30, 40, 8]);
        return builder.Build();
    }

    public static ContextData Context(params Dataset[] datasets) => new()
    {
        RunId = "run-1",
        StartedAt = new DateTimeOffset(2025, 7, 1, 0, 0, 0, TimeSpan.Zero),
        Datasets = datasets,
        Agents = [new("user_acquisition"), new("paid_search"), new("paid_social"), new("display"), new("budget")],
    };

    public static TAgent Agent<TAgent, TOptions>(TOptions? options = null) where TAgent : AgentPlugin<TOptions>, new() where TOptions : class, new()
    {
        var agent = new TAgent();
        ((IConfigured<TOptions>)agent).Configure(options ?? new TOptions());
        return agent;
    }
}
