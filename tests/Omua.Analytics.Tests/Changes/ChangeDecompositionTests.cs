using CsCheck;

namespace Omua.Analytics.Tests.Changes;

public sealed class ChangeDecompositionTests
{
    private static readonly Gen<(int Day, string Campaign, double Clicks, double Cost, double Conversions, double Revenue)[]> Rows =
        Gen.Select(Gen.Int[0, 27], Gen.Int[0, 5], Gen.Int[0, 500], Gen.Int[0, 100_000], Gen.Int[0, 20], Gen.Int[0, 300_000])
            .Select((day, campaign, clicks, cost, conversions, revenue) => (day, $"c{campaign}", (double)clicks, cost / 100.0, (double)conversions, revenue / 100.0)).Array[40, 200];

    private static PerformanceDataset Dataset(PerformanceTable table) => new()
    {
        Name = "ads", Kind = "performance", Format = "generic.performance", Table = table,
        Quality = new DatasetQuality { Files = [], RowsRead = table.RowCount, RowsRefused = 0, Duplicates = 0 },
    };

    private static DateRange Days(int from, int to) => new(DateOnly.FromDayNumber(Tables.Monday + from), DateOnly.FromDayNumber(Tables.Monday + to));

    private static ChangeReport Explain(PerformanceTable table, int draws = 0, params string[] metrics) => ChangeDecomposition.Of(
        [Dataset(table)], new ChangeQuery { Before = Days(0, 13), After = Days(14, 27), By = ["campaign"], Metrics = metrics, Draws = draws });

    [Fact]
    public void Of_AnyRows_EffectsSumToTheChangeToTheLastBit() =>
        Rows.Sample(
            rows =>
            {
                // A row in each period with all measures, so that every metric has a base.
                var table = Tables.Of(true, [.. rows, (0, "c0", 10, 10, 1, 10), (20, "c1", 10, 10, 1, 10)]);
                foreach (var metric in Explain(table).Metrics)
                {
                    var sum = metric.Segments.Sum(segment => segment.Effects.Total);
                    Assert.Equal(metric.After - metric.Before, metric.Change.Value!.Value);
                    Assert.True(Math.Abs(metric.Change.Value.Value - sum) <= 1e-15 * Math.Max(Math.Abs(metric.Before), Math.Abs(metric.After)), $"{metric.Metric}: {sum:R} against {metric.Change.Value:R}");
                    Assert.Equal(metric.Change.Value!.Value, metric.Effects.Values.Sum(effect => effect.Value!.Value), 1e-9 * Math.Max(1, Math.Abs(metric.After) + Math.Abs(metric.Before)));
                }
            },
            iter: 200, threads: 1);

    [Fact]
    public void Of_SpendMovesToTheDearCampaign_IsMixAlone()
    {
        // Cost per conversion is 10 in a and 30 in b throughout; b's conversions grow from 10 of 40 to 20 of 40.
        var table = Tables.Of(true, (0, "a", 1, 300, 30, 0), (0, "b", 1, 300, 10, 0), (14, "a", 1, 200, 20, 0), (14, "b", 1, 600, 20, 0));
        var cpa = Assert.Single(Explain(table, 0, "cpa").Metrics);
        Assert.Equal((15, 20), (cpa.Before, cpa.After));
        Assert.Equal(5, cpa.Effects["mix"].Value!.Value, 1e-12);
        Assert.Equal(0, cpa.Effects["rate"].Value!.Value, 1e-12);
    }

    [Fact]
    public void Of_EveryCampaignDoublesItsPrice_IsRateAlone()
    {
        var table = Tables.Of(true, (0, "a", 1, 100, 10, 0), (0, "b", 1, 300, 10, 0), (14, "a", 1, 200, 10, 0), (14, "b", 1, 600, 10, 0));
        var cpa = Assert.Single(Explain(table, 0, "cpa").Metrics);
        Assert.Equal(0, cpa.Effects["mix"].Value!.Value, 1e-12);
        Assert.Equal(20, cpa.Effects["rate"].Value!.Value, 1e-12);
        Assert.Equal(["b", "a"], cpa.Segments.Select(segment => segment.Key["campaign"]));
    }

    [Fact]
    public void Of_TwiceTheSpendAtTheSameReturn_IsVolumeAlone()
    {
        var table = Tables.Of(true, (0, "a", 1, 100, 10, 0), (0, "b", 1, 300, 10, 0), (14, "a", 1, 200, 20, 0), (14, "b", 1, 600, 20, 0));
        var conversions = Assert.Single(Explain(table, 0, "conversions").Metrics);
        Assert.Equal((20, 0, 0, 0), (Math.Round(conversions.Effects["volume"].Value!.Value, 9), Math.Round(conversions.Effects["mix"].Value!.Value, 9), Math.Round(conversions.Effects["rate"].Value!.Value, 9), conversions.Effects["unpaired"].Value!.Value));
    }

    [Fact]
    public void Of_SpendWithoutConversions_StandsUnpaired()
    {
        var table = Tables.Of(true, (0, "a", 1, 100, 10, 0), (0, "b", 1, 50, 0, 0), (14, "a", 1, 100, 10, 0));
        var cpa = Assert.Single(Explain(table, 0, "cpa").Metrics);
        Assert.Equal((15, 10), (cpa.Before, cpa.After));
        Assert.Equal(-5, cpa.Effects["unpaired"].Value!.Value, 1e-12);
        Assert.Null(cpa.Segments.First(segment => segment.Key["campaign"] == "b").Before);
    }

    [Fact]
    public void Of_NewCampaign_IsMix()
    {
        var table = Tables.Of(true, (0, "a", 1, 100, 10, 0), (14, "a", 1, 100, 10, 0), (14, "new", 1, 300, 10, 0));
        var cpa = Assert.Single(Explain(table, 0, "cpa").Metrics);
        Assert.Equal(10, cpa.Effects["mix"].Value!.Value, 1e-12);
        Assert.Equal(0, cpa.Effects["rate"].Value!.Value, 1e-12);
    }

    [Fact]
    public void Of_DailyRows_IntervalHoldsTheChange()
    {
        var random = new Random(3);
        var table = Tables.Of(true, [.. Enumerable.Range(0, 28).SelectMany(day => new[] { "a", "b" }.Select(campaign => (day, campaign, 100.0, 90 + random.NextDouble() * 20, day < 14 ? 10.0 : 8.0, 0.0)))]);
        var cpa = Assert.Single(Explain(table, 500, "cpa").Metrics);
        var interval = cpa.Change.Interval!.Value;
        Assert.True(interval.Low > 1.5 && interval.High < 3.5 && interval.Contains(cpa.Change.Value!.Value), $"{interval}");
        Assert.True(cpa.Effects["rate"].Interval!.Value.Low > 0);
        Assert.True(cpa.Effects["mix"].Interval!.Value.Contains(0));
    }

    [Fact]
    public void Of_WhatCannotBeCompared_SaysWhy()
    {
        var table = Tables.Of(true, (0, "a", 1, 100, 0, 0), (14, "a", 1, 100, 10, 0));
        ChangeQuery Query(DateRange before, DateRange after, params string[] metrics) => new() { Before = before, After = after, By = ["campaign"], Metrics = metrics };
        string Code(ChangeQuery query) => Tables.Code(() => ChangeDecomposition.Of([Dataset(table)], query));

        Assert.Equal(FaultCodes.ZeroTotal, Code(Query(Days(0, 13), Days(14, 27), "cpa")));
        Assert.Equal(FaultCodes.FigureOutOfRange, Code(Query(Days(0, 14), Days(14, 27))));
        Assert.Equal(FaultCodes.TooFewObservations, Code(Query(Days(1, 13), Days(14, 27))));
        Assert.Equal(FaultCodes.MissingMeasure, Code(Query(Days(0, 13), Days(14, 27), "happiness")));
        Assert.Equal(FaultCodes.UnknownDimension, Code(Query(Days(0, 13), Days(14, 27)) with { By = ["planet"] }));
        var undated = Tables.Of(false, (0, "a", 1, 100, 1, 0));
        Assert.Equal(FaultCodes.NoDays, Tables.Code(() => ChangeDecomposition.Of([Dataset(undated)], Query(Days(0, 13), Days(14, 27)))));
    }
}
