namespace Omua.Analytics.Tests;

/// <summary>Small tables for tests.</summary>
internal static class Tables
{
    public static readonly int Monday = new DateOnly(2025, 1, 6).DayNumber;

    public static PerformanceTable Of(bool hasDays, params IEnumerable<(int Day, string Campaign, double Clicks, double Cost, double Conversions, double Revenue)> rows)
    {
        var builder = new PerformanceTableBuilder(
            [DimensionNames.Campaign], [MeasureNames.Clicks, MeasureNames.Cost, MeasureNames.Conversions, MeasureNames.Revenue], hasDays);
        foreach (var row in rows)
        {
            builder.Add(Monday + row.Day, [row.Campaign], [row.Clicks, row.Cost, row.Conversions, row.Revenue]);
        }

        return builder.Build();
    }

    public static PerformanceTable OfTwoCurrencies()
    {
        var builder = new PerformanceTableBuilder(
            [DimensionNames.Campaign, DimensionNames.Currency], [MeasureNames.Cost, MeasureNames.Conversions], hasDays: true);
        builder.Add(Monday, ["a", "USD"], [10, 1]);
        builder.Add(Monday + 1, ["a", "EUR"], [20, 1]);
        return builder.Build();
    }

    public static string Code(Action action) => Assert.Throws<FaultException>(action).Faults[0].Code;
}
