namespace Omua.Analytics.Tests.Kpis;

public sealed class KpiIntervalsTests
{
    private static readonly KpiQuery ByCampaign = new() { By = [DimensionNames.Campaign], HasIntervals = true };

    private static (int, string, double, double, double, double) Day(int day) => (day, "a", 10, 100 + day % 5, 4 + day % 3, 150 + day % 7);

    [Fact]
    public void RollUp_EightWeeks_GivesTheBootstrapOfItsDays()
    {
        var figures = Kpi.RollUp(Tables.Of(true, Enumerable.Range(0, 56).Select(Day)), ByCampaign).By[0].Figures;

        double[] cost = [.. Enumerable.Range(0, 56).Select(day => Day(day).Item4)];
        double[] revenue = [.. Enumerable.Range(0, 56).Select(day => Day(day).Item6)];
        Assert.Equal(RatioOfSums.Bootstrap(revenue, cost, draws: 1000).Interval, figures.RoasInterval);
        Assert.True(figures.CpaInterval!.Value.Contains(figures.Cpa!.Value));
        Assert.StartsWith("block bootstrap of 7-day runs over 56 days", figures.IntervalMethod, StringComparison.Ordinal);
    }

    [Fact]
    public void RollUp_RowsWithoutDays_GivesTheDeltaMethodOverRows()
    {
        var figures = Kpi.RollUp(Tables.Of(false, Enumerable.Range(0, 40).Select(Day)), ByCampaign).Totals;

        Assert.Equal(RatioOfSums.Delta([.. Enumerable.Range(0, 40).Select(day => Day(day).Item4)], [.. Enumerable.Range(0, 40).Select(day => Day(day).Item5)]).Interval, figures.CpaInterval);
        Assert.Equal("delta method over 40 rows (Cochran 1977)", figures.IntervalMethod);
    }

    [Fact]
    public void RollUp_FewDaysOrNoConversions_HaveNoInterval()
    {
        var few = Kpi.RollUp(Tables.Of(true, Enumerable.Range(0, 6).Select(Day)), ByCampaign).Totals;
        var none = Kpi.RollUp(Tables.Of(true, Enumerable.Range(0, 40).Select(day => (day, "a", 10.0, 5.0, 0.0, 0.0))), ByCampaign).Totals;

        Assert.Null(few.CpaInterval);
        Assert.Null(few.IntervalMethod);
        Assert.Null(none.CpaInterval);
        Assert.Equal(new Interval(0, 0), none.RoasInterval);
    }

    [Fact]
    public void RollUp_ByWeek_EachWeekHasTheIntervalOfItsOwnDays()
    {
        var report = Kpi.RollUp(Tables.Of(true, Enumerable.Range(0, 21).Select(Day)), ByCampaign with { Grain = TimeGrain.Week });

        Assert.Equal(3, report.By.Count);
        for (var week = 0; week < 3; week++)
        {
            double[] cost = [.. Enumerable.Range(7 * week, 7).Select(day => Day(day).Item4)];
            double[] conversions = [.. Enumerable.Range(7 * week, 7).Select(day => Day(day).Item5)];
            Assert.Equal(RatioOfSums.Delta(cost, conversions).Interval, report.By[week].Figures.CpaInterval);
        }

        Assert.NotNull(report.Totals.CpaInterval);
        Assert.All(Kpi.RollUp(Tables.Of(true, Enumerable.Range(0, 21).Select(Day)), ByCampaign with { Grain = TimeGrain.Day }).By, row => Assert.Null(row.Figures.CpaInterval));
    }

    [Fact]
    public void RollUp_TwoCurrencies_EachHasItsOwn()
    {
        var builder = new PerformanceTableBuilder([DimensionNames.Campaign, DimensionNames.Currency], [MeasureNames.Cost, MeasureNames.Conversions], hasDays: true);
        for (var day = 0; day < 30; day++)
        {
            builder.Add(Tables.Monday + day, ["a", "USD"], [10, 1 + day % 2]);
            builder.Add(Tables.Monday + day, ["a", "EUR"], [90, 1 + day % 2]);
        }

        var report = Kpi.RollUp(builder.Build(), ByCampaign);
        Assert.Equal([60, 60.0 / 9], report.By.Select(row => row.Figures.Cpa!.Value), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.All(report.By.Concat(report.TotalsByCurrency), row => Assert.True(row.Figures.CpaInterval!.Value.Contains(row.Figures.Cpa!.Value)));
        Assert.Null(report.Totals.CpaInterval);
    }
}
