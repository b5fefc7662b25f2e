namespace Omua.Analytics.Tests.Anomalies;

public sealed class ConversionSilenceTests
{
    private static readonly DateOnly First = new(2025, 3, 1);

    [Fact]
    public void Find_TenConversionsADayAndThenNone_ChanceIsThatOfPoissonsLaw()
    {
        var (silent, watched) = ConversionSilence.Find(Rows((day, group) => day >= 28 && group == "b" ? 0 : 10), [DimensionNames.Campaign]);

        var found = Assert.Single(silent);
        Assert.Equal((2, "b", First.AddDays(28), 2), (watched, found.Key[DimensionNames.Campaign], found.Since, found.Days));
        // Two days of 100 clicks at 10 in 100, without any spread: exp(-20).
        Assert.Equal((200.0, 20.0, 1.0), (found.Clicks, found.ExpectedConversions, found.Dispersion));
        Assert.Equal(Math.Exp(-20), found.Probability, 15);
        Assert.True(found.IsBeyondChance);
    }

    [Fact]
    public void Find_ASilenceThatIsUsual_IsNotBeyondChance()
    {
        // One conversion every third day: two days without say nothing.
        var (silent, _) = ConversionSilence.Find(Rows((day, _) => day % 3 == 0 ? 1 : 0), [DimensionNames.Campaign]);
        Assert.Equal(2, silent.Count);
        Assert.All(silent, found => Assert.False(found.IsBeyondChance));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    public void Find_NothingBeforeOrNothingAfter_IsNone(int from) =>
        // From day 17 of 30 on everything is there, or nothing ever was.
        Assert.Empty(ConversionSilence.Find(Rows((day, _) => from > 0 && day >= from ? 10 : 0), []).Silent);

    [Fact]
    public void Find_OneCampaignInTwoCurrencies_CountsItsClicksAndDaysOnce()
    {
        var builder = new PerformanceTableBuilder([DimensionNames.Campaign, DimensionNames.Currency], [MeasureNames.Clicks, MeasureNames.Cost, MeasureNames.Conversions], hasDays: true);
        for (var day = 0; day < 30; day++)
        {
            builder.Add(First.DayNumber + day, ["a", "EUR"], [50, 10, day >= 28 ? 0 : 5]);
            builder.Add(First.DayNumber + day, ["a", "USD"], [50, 10, day >= 28 ? 0 : 5]);
        }

        var found = Assert.Single(ConversionSilence.Find(Dataset(builder.Build()), [DimensionNames.Campaign]).Silent);
        Assert.Equal((2, 200.0, 20.0), (found.Days, found.Clicks, found.ExpectedConversions));
    }

    [Fact]
    public void Find_NoClicks_IsNone()
    {
        var builder = new PerformanceTableBuilder([DimensionNames.Campaign], [MeasureNames.Conversions], hasDays: true);
        builder.Add(First.DayNumber, ["a"], [1]);
        var (silent, watched) = ConversionSilence.Find(Dataset(builder.Build()), [DimensionNames.Campaign]);
        Assert.Equal((0, 0), (silent.Count, watched));
    }

    private static PerformanceDataset Rows(Func<int, string, double> conversions)
    {
        var builder = new PerformanceTableBuilder([DimensionNames.Campaign], [MeasureNames.Clicks, MeasureNames.Conversions], hasDays: true);
        for (var day = 0; day < 30; day++)
        {
            builder.Add(First.DayNumber + day, ["a"], [100, conversions(day, "a")]);
            builder.Add(First.DayNumber + day, ["b"], [100, conversions(day, "b")]);
        }

        return Dataset(builder.Build());
    }

    private static PerformanceDataset Dataset(PerformanceTable table) => new()
    {
        Name = "account", Kind = "performance", Format = "generic.performance", Table = table, Window = new DateRange(First, First.AddDays(29)),
        Quality = new DatasetQuality { Files = ["account.csv"], RowsRead = table.RowCount, RowsRefused = 0 },
    };
}
