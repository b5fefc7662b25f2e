using Omua.Analytics.Tests.Loading;

namespace Omua.Analytics.Tests.Experiments;

public sealed class ExperimentTests
{
    private static ExperimentTable Units(int count, Func<int, Random, (string Arm, double[] Values)> unit, params string[] metrics)
    {
        var (builder, random) = (new ExperimentTableBuilder(metrics), new Random(5));
        for (var index = 0; index < count; index++)
        {
            var (arm, values) = unit(index, random);
            builder.Add(arm, values);
        }

        return builder.Build();
    }

    [Fact]
    public void Read_CovariateExplainsMost_NarrowsTheIntervalByWhatItExplains()
    {
        var units = Units(4000, (index, random) =>
        {
            var before = random.NextDouble() * 10;
            return (index % 2 == 0 ? "control" : "new", [before + random.NextDouble() + (index % 2 == 0 ? 0 : 0.1), before]);
        }, "value", "before");

        var plain = Experiment.Read(units, new ExperimentOptions { Metrics = ["value"] }).Metrics[0].Comparisons[0].Absolute.Difference.Interval!.Value;
        var reading = Experiment.Read(units, new ExperimentOptions { Covariate = "before" }).Metrics.Single();
        var adjusted = reading.Comparisons[0].Absolute.Difference.Interval!.Value;

        Assert.InRange(reading.Cuped!.VarianceReduction, 0.98, 1);
        Assert.InRange((adjusted.High - adjusted.Low) / (plain.High - plain.Low), 0.05, 0.15);
        Assert.InRange(0.1, adjusted.Low - (adjusted.High - adjusted.Low), adjusted.High + (adjusted.High - adjusted.Low));
    }

    [Fact]
    public void Read_FourArmsOfWhichOneDiffers_HolmFindsThatOne()
    {
        var units = Units(8000, (index, random) => ($"v{index % 4}", [random.NextDouble() < (index % 4 == 2 ? 0.36 : 0.3) ? 1 : 0]), "bought");
        var report = Experiment.Read(units, new ExperimentOptions { Control = "v0" });

        Assert.Equal(["v2"], report.Metrics[0].Comparisons.Where(comparison => comparison.AdjustedPValue < 0.05).Select(comparison => comparison.Treatment));
        Assert.All(report.Metrics[0].Comparisons, comparison => Assert.True(comparison.AdjustedPValue >= comparison.Absolute.PValue));
    }

    [Fact]
    public void Compare_RatioOfSums_IsTheRatioOfTotalsWithAnHonestError()
    {
        // Users with many views click less often: the error over users is not that over views.
        var units = Units(2000, (index, random) => (index % 2 == 0 ? "a" : "b", [random.Next(3), 1 + random.Next(9)]), "clicks", "views");
        var reading = Experiment.Read(units, new ExperimentOptions { Metrics = ["clicks"], Ratios = [("clicks", "views")] }).Metrics[1];

        double Total(string metric, int arm) => Enumerable.Range(0, units.Count).Where(unit => units.ArmOfUnit[unit] == arm).Sum(unit => units.Metric(metric)[unit]);
        Assert.Equal(Total("clicks", 1) / Total("views", 1) - Total("clicks", 0) / Total("views", 0), reading.Comparisons[0].Absolute.Difference.Value!.Value, 12);
        Assert.InRange(reading.Comparisons[0].Absolute.PValue, 0.001, 1);
    }

    [Theory]
    [InlineData(0.1, 0.1, 14_749)]
    [InlineData(0.5, 0.04, 9_807)]
    public void ForShare_Baseline_GivesTheSampleSizeOfTheTextbook(double baseline, double effect, double expected)
    {
        // (1.959964 + 0.841621)^2 (p0 q0 + p1 q1) / d^2 by hand.
        var design = ExperimentDesign.ForShare(baseline, effect, unitsPerDay: 1000);

        Assert.InRange(design.UnitsPerArm, expected - 5, expected + 5);
        Assert.Equal(Math.Ceiling(2 * design.UnitsPerArm / 1000), design.Days);
    }

    [Fact]
    public void Read_ArmsFilledWrongly_VerdictRefusesTheResult()
    {
        var units = Units(3000, (index, random) => (index % 3 == 0 ? "a" : "b", [random.Next(2)]), "bought");

        Assert.StartsWith("Do not use this result", Experiment.Read(units).Verdict, StringComparison.Ordinal);
        Assert.Equal(SampleRatioVerdict.Ok, Experiment.Read(units, new ExperimentOptions { Shares = new Dictionary<string, double> { ["a"] = 1, ["b"] = 2 } }).SampleRatio.Verdict);
    }

    [Fact]
    public void Read_OneArmOrNoVariationOrUnknownNames_AreRefusedOrSaidPlainly()
    {
        var one = Units(10, (_, random) => ("a", [random.Next(2)]), "bought");
        var same = Units(10, (index, _) => (index % 2 == 0 ? "a" : "b", [1]), "bought");

        Assert.Equal(FaultCodes.TooFewArms, Tables.Code(() => Experiment.Read(one)));
        Assert.Equal(FaultCodes.TooFewArms, Tables.Code(() => Experiment.Read(same, new ExperimentOptions { Control = "z" })));
        Assert.Equal(FaultCodes.UnknownColumn, Tables.Code(() => Experiment.Read(same, new ExperimentOptions { Metrics = ["revenue"] })));
        Assert.Equal(FaultCodes.NoVariation, Tables.Code(() => MeanTests.Shares(0, 10, 0, 10)));
        Assert.StartsWith("not compared", Experiment.Read(same).Metrics[0].Note, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", ExperimentJson.Of(Experiment.Read(same)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_RowsOfOneUnit_AreJoinedAndUnitsInTwoArmsLeftOut()
    {
        using var folder = new ScratchFolder();
        folder.Write("units.csv", "user_id,variant,converted,revenue\n1,a,0,2.5\n1,a,1,1\n2,b,1,4\n3,a,0,1\n3,b,1,1\n");
        var dataset = Assert.IsType<ExperimentDataset>(Assert.Single((await folder.LoadAsync()).Datasets));

        Assert.Equal(2, dataset.Units.Count);
        Assert.Equal([3.5, 4.0], dataset.Units.Metric("revenue").ToArray());
        Assert.Equal([1.0, 1.0], dataset.Units.Metric("converted").ToArray());
        Assert.Contains(dataset.Quality.Notes, note => note.StartsWith("1 unit(s) are in more than one arm", StringComparison.Ordinal));
    }

    [Fact]
    public void Holm_PValues_StepsDown() => Assert.Equal([0.03, 0.06, 0.06, 0.02], FamilyWise.Holm([0.01, 0.04, 0.03, 0.005]), (a, b) => Math.Abs(a - b) < 1e-12);
}
