using System.Globalization;

namespace Omua.Analytics;

/// <summary>What a reader of a mix model must know.</summary>
internal static class MixNotes
{
    private const double LittleOwn = 0.1;
    private const double Disagrees = 1.96;

    public static IEnumerable<string> For(IReadOnlyList<MixChannel> channels, IReadOnlyList<LiftComparison> tests, IReadOnlyList<string> leftOut)
    {
        foreach (var test in tests.Where(test => Math.Abs(test.Distance) > Disagrees))
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"the data is confounded for {test.Test.Channel}: without the lift test the model expects a lift of {test.Uncalibrated:0.##}, the test measured {test.Test.Lift:0.##} with a standard error of {test.Test.StandardError:0.##} ({Math.Abs(test.Distance):0.0} of them apart); the figures lean on the test, and the intervals do not hold what the model itself gets wrong");
        }

        var untested = channels.Select(channel => channel.Name).Except(tests.Select(test => test.Test.Channel), StringComparer.Ordinal).ToList();
        if (untested.Count > 0)
        {
            yield return $"no lift test calibrates {string.Join(", ", untested)}: spend was set by people who may have known what moves the outcome, and what they knew and the model does not is counted as effect; the intervals do not hold this error";
        }

        foreach (var channel in channels.Where(channel => channel.OwnVariation < LittleOwn))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{channel.Name}: {channel.OwnVariation:P1} of the variation of its spend is its own; the rest goes with trend, season, controls or other channels, so that its effect is hard to tell from theirs");
        }

        foreach (var channel in channels.Where(channel => channel.Coefficient == 0))
        {
            yield return $"{channel.Name}: no effect was found; the estimate is held at 0, since spend that lowers the outcome is ruled out";
        }

        if (leftOut.Count > 0)
        {
            yield return $"left out, since other columns tell the same: {string.Join(", ", leftOut)}";
        }
    }
}
