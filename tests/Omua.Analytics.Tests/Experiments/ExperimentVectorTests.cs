using Omua.Analytics.Tests.Loading;

namespace Omua.Analytics.Tests.Experiments;

/// <summary>Source of the figures: the reference data's README, "cookie_cats" and "experiment vectors".</summary>
public sealed class ExperimentVectorTests
{
    private static async Task<ExperimentReport> CookieCatsAsync()
    {
        var loaded = await ReferenceFolder.LoadAsync("cookie_cats");
        return Experiment.Read(Assert.IsType<ExperimentDataset>(Assert.Single(loaded.Datasets)).Units);
    }

    [Fact]
    public async Task Read_CookieCats_GivesThePublishedTests()
    {
        var report = await CookieCatsAsync();

        Assert.Equal([("gate_30", 44_700.0), ("gate_40", 45_489.0)], report.Arms);
        Assert.Equal(0.00860799, report.SampleRatio.PValue, 8);
        Assert.Equal(SampleRatioVerdict.Warn, report.SampleRatio.Verdict);
        var day1 = report.Metrics.Single(metric => metric.Name == "retention_1");
        Assert.Equal([20_034.0, 20_119.0], day1.Arms.Select(arm => arm.Moments.Sum));
        Assert.Equal(-1.78409, day1.Comparisons[0].Absolute.Statistic, 5);
        Assert.Equal(0.0744097, day1.Comparisons[0].Absolute.PValue, 7);
        var day7 = report.Metrics.Single(metric => metric.Name == "retention_7");
        Assert.Equal([8_502.0, 8_279.0], day7.Arms.Select(arm => arm.Moments.Sum));
        Assert.Equal(-3.16436, day7.Comparisons[0].Absolute.Statistic, 5);
        Assert.Equal(0.00155425, day7.Comparisons[0].Absolute.PValue, 8);
        Assert.Equal(-0.0132816, day7.Comparisons[0].Absolute.Difference.Interval!.Value.Low, 7);
        Assert.Equal(-0.0031210, day7.Comparisons[0].Absolute.Difference.Interval!.Value.High, 7);
    }

    [Fact]
    public async Task Read_CookieCats_SaysWhatItComesToInWords()
    {
        var verdict = (await CookieCatsAsync()).Verdict;

        Assert.StartsWith("Caution: the sizes of the arms are unlikely", verdict, StringComparison.Ordinal);
        Assert.Contains("retention_7: gate_40 is below gate_30 by -0.82 points", verdict, StringComparison.Ordinal);
        Assert.Contains("retention_1: the data cannot tell gate_40 from gate_30", verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void RelativeWelch_PublishedSums_GivesThePublishedLift()
    {
        var lift = MeanTests.RelativeWelch(new ArmMoments(3407, 1396.87, 52377.9767), new ArmMoments(3461, 2422.7, 134698.29));

        Assert.Equal(0.70732, lift.Difference.Value!.Value, 5);
        Assert.Equal(-0.03526, lift.Difference.Interval!.Value.Low, 5);
        Assert.Equal(1.44989, lift.Difference.Interval.Value.High, 5);
        Assert.Equal(0.06191, lift.PValue, 5);
    }

    [Fact]
    public void RelativeLift_PublishedShares_GivesThePublishedSequence()
    {
        var lift = SequentialTest.RelativeLift(ArmMoments.OfShare(1396, 3000), ArmMoments.OfShare(2422, 3461), isShare: true, expectedUnits: 5000);

        Assert.Equal(0.50386, lift.Value!.Value, 5);
        Assert.Equal(0.40098, lift.Interval!.Value.Low, 5);
        Assert.Equal(0.60675, lift.Interval.Value.High, 5);
    }

    [Fact]
    public void Bayesian_PublishedShares_GivesChanceAndRisks()
    {
        var comparison = BayesianComparison.Of(ArmMoments.OfShare(49, 100), ArmMoments.OfShare(51, 100), isShare: true);

        Assert.Equal(0.60918, comparison.ChanceToWin, 5);
        Assert.Equal(0.0814, comparison.LossOfControl, 4);
        Assert.Equal(0.04058, comparison.LossOfTreatment, 5);
    }
}
