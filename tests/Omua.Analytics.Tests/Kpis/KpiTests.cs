using CsCheck;

namespace Omua.Analytics.Tests.Kpis;

public sealed class KpiTests
{
    private static readonly Gen<(int Day, string A, string B, double Shown, double Cost)[]> Rows =
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 100000], Gen.Double[0, 1e6])
            .Select((day, a, b, shown, cost) => (738000 + day, $"a{a}", $"b{b}", (double)shown, cost)).Array[1, 200];

    private static readonly string[] Splits = ["a", "b", "a,b", "b,a"];

    private static PerformanceTable Table(IEnumerable<(int Day, string A, string B, double Shown, double Cost)> rows)
    {
        var builder = new PerformanceTableBuilder(["a", "b"], [MeasureNames.Impressions, MeasureNames.Cost], hasDays: true);
        foreach (var row in rows)
        {
            builder.Add(row.Day, [row.A, row.B], [row.Shown, row.Cost]);
        }

        return builder.Build();
    }

    [Fact]
    public void RollUp_AnySplit_AddsUpToTheTotal() =>
        Gen.Select(Rows, Gen.Int[0, 3].Select(grain => (TimeGrain)grain), Gen.Int[0, 3].Select(index => Splits[index])).Sample(
            (rows, grain, by) =>
            {
                var report = Kpi.RollUp(Table(rows), new KpiQuery { By = by.Split(','), Grain = grain });
                Assert.Equal(rows.Sum(row => row.Shown), report.By.Sum(row => row.Figures.Impressions));
                Assert.Equal(rows.Length, report.By.Sum(row => row.Figures.RowCount));
                Assert.Equal(report.Totals.Cost!.Value, report.By.Sum(row => row.Figures.Cost!.Value), report.Totals.Cost.Value * 1e-12);
                Assert.Equal(report.By.Count, report.By.Select(row => string.Join('|', row.Key.Values)).Distinct().Count());
            },
            iter: 300, threads: 1);

    [Fact]
    public void RollUp_Where_GivesTheGroupOfThatValue() =>
        Rows.Sample(
            rows =>
            {
                var table = Table(rows);
                foreach (var group in Kpi.RollUp(table, new KpiQuery { By = ["a"] }).By)
                {
                    var alone = Kpi.RollUp(table, new KpiQuery { Where = new Dictionary<string, string> { ["a"] = group.Key["a"] } });
                    Assert.Equal(group.Figures.Cost, alone.Totals.Cost);
                    Assert.Equal(group.Figures.RowCount, alone.Totals.RowCount);
                }
            },
            iter: 100, threads: 1);

    [Fact]
    public void RollUp_Weeks_StartOnMonday()
    {
        var table = Table([(new DateOnly(2025, 4, 6).DayNumber, "a", "b", 1, 1), (new DateOnly(2025, 4, 7).DayNumber, "a", "b", 1, 1)]);
        Assert.Equal(["2025-03-31", "2025-04-07"], Kpi.RollUp(table, new KpiQuery { Grain = TimeGrain.Week }).By.Select(row => row.Key["week"]));
    }

    [Fact]
    public void RollUp_NoDenominator_IsNullWithANote()
    {
        var report = Kpi.RollUp(Table([(738000, "a", "b", 0, 5)]), new KpiQuery());
        Assert.Null(report.Totals.Cpm);
        Assert.Contains("cpm is null: the sum of impressions is zero.", report.Notes);
        Assert.Contains("roas is null: the data carries no revenue.", report.Notes);
    }

    // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I, 81 of 263, score method.
    [Fact]
    public void CtrInterval_PublishedExample_IsTheScoreInterval()
    {
        var interval = new KpiFigures { RowCount = 1, Clicks = 81, Impressions = 263 }.CtrInterval!.Value;
        Assert.Equal((0.2553, 0.3662), (Math.Round(interval.Low, 4), Math.Round(interval.High, 4)));
    }
}
