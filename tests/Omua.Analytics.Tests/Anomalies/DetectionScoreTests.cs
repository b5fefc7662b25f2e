using MathNet.Numerics;

namespace Omua.Analytics.Tests;

/// <summary>Scoring by Lavin and Ahmad (2015), section III; the hand-made cases follow from s(y) = 2/(1 + e^5y) - 1 alone.</summary>
public sealed class DetectionScoreTests
{
    private static readonly DateTime[] Times = [.. Enumerable.Range(0, 100).Select(hour => new DateTime(2025, 1, 1).AddHours(hour))];

    // Values 40 to 49: ten wide, behind the probation of 15 values.
    private static readonly LabelledWindow[] Window = [new(Times[40], Times[49])];

    private static double Sigmoid(double y) => 2 / (1 + Math.Exp(5 * y)) - 1;

    private static DetectionScore Score(params int[] alarms) => DetectionScore.Of(Times, [.. Enumerable.Range(0, 100).Select(alarms.Contains)], Window);

    [Fact]
    public void Of_NoAlarm_IsZeroOfAHundred() => Assert.Equal((-1, 0.0, 0), (Score().Raw, Score().Normalised!.Value, Score().Found));

    [Fact]
    public void Of_FirstMomentOfTheWindow_IsAHundred() => Assert.Equal(100, Score(40).Normalised!.Value, 12);

    [Theory]
    [InlineData(45)] // y = -(49 - 45 + 1)/10 = -0.5: the middle earns 0.84828 / 0.98661
    [InlineData(49)] // y = -0.1
    public void Of_LaterInTheWindow_EarnsTheSigmoid(int index) => Assert.Equal(Sigmoid(-(49 - index + 1) / 10.0) / Sigmoid(-1), Score(index).Raw, 12);

    [Fact]
    public void Of_SecondAlarmInTheWindow_EarnsNothing() => Assert.Equal(Score(42).Raw, Score(42, 44, 49).Raw);

    [Fact]
    public void Of_FalseAlarms_CostByTheirDistanceBehindTheWindow()
    {
        Assert.Equal(-1 - 0.11, Score(20).Raw, 12); // before the first window: the whole
        Assert.Equal(-1 + 0.11 * Sigmoid(1.0 / 9), Score(50).Raw, 12); // one step behind a window of ten
        Assert.Equal(-1 - 0.11, Score(76).Raw, 12); // (76 - 49)/9 = 3: far behind
    }

    [Fact]
    public void Of_AlarmInProbation_IsNotScored() => Assert.Equal(Score(), Score(3));

    [Fact]
    public void Of_OtherProfiles_WeighFalseAlarmsAndMisses()
    {
        bool[] alarms = [.. Enumerable.Range(0, 100).Select(index => index == 20)];
        Assert.Equal(-1.22, DetectionScore.Of(Times, alarms, Window, DetectionProfile.FewFalseAlarms).Raw, 12);
        Assert.Equal(-2.11, DetectionScore.Of(Times, alarms, Window, DetectionProfile.FewMisses).Raw, 12);
    }

    [Fact]
    public void Of_NoWindows_HasNoNormalisedScore() => Assert.Null(DetectionScore.Of(Times, new bool[100], []).Normalised);

    // The benchmark publishes the score of each file for its windowed Gaussian detector (results/windowedGaussian/windowedGaussian_standard_scores.csv, threshold 1.0: a tail probability below what
    // a double tells from 0). The detector is the mean and standard deviation of the last 1,000 values.
    [Fact]
    public void Of_TheBenchmarksOwnDetector_GivesItsPublishedScores()
    {
        double[] published = [-1.0, -2.0, 2.5026632611866138, 0.862098587352162, 0.2922884634276035, 1.274710362684976];

        var scores = NabSeries.All().Select(one => DetectionScore.Of(one.Series.Times, WindowedGaussian(one.Series.Values), one.Windows)).ToList();

        Assert.All(scores.Zip(published), pair => Assert.Equal(pair.Second, pair.First.Raw, 9));
        Assert.Equal(56.9, DetectionScore.Sum(scores).Normalised!.Value, 0.05);
    }

    private static List<bool> WindowedGaussian(IReadOnlyList<double> values)
    {
        var (alarms, window) = (new List<bool>(), new Queue<double>());
        foreach (var value in values)
        {
            var mean = window.Count == 0 ? 0 : window.Average();
            var deviation = window.Count == 0 ? 0 : Math.Sqrt(window.Average(each => (each - mean) * (each - mean)));
            alarms.Add(window.Count > 0 && 1 - 0.5 * SpecialFunctions.Erfc(Math.Abs(value - mean) / (deviation == 0 ? 1e-6 : deviation) / 1.4142) >= 1);
            window.Enqueue(value);
            if (window.Count > 1000)
            {
                window.Dequeue();
            }
        }

        return alarms;
    }
}
