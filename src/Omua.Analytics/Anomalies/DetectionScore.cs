namespace Omua.Analytics;

/// <summary>
/// How well alarms met labelled windows, by the scoring of the Numenta Anomaly Benchmark. With s(y) = 2/(1 + e^5y) - 1: the first alarm in a window earns
/// Find * s(y) / s(-1), y = -(right - i + 1)/width, from -1 at its left edge to nearly 0 at its right one; later alarms in it earn nothing; a window without an alarm costs Miss; an alarm outside
/// costs FalseAlarm times -s(y), y = (i - right)/(width - 1) of the window before, and the whole of it from y = 3 or before the first window. i counts values. The first 15 % of the values (at most 750) are
/// not scored. Source: Lavin and Ahmad (2015), "Evaluating real-time anomaly detection algorithms: the Numenta Anomaly Benchmark", ICMLA, section III.
/// </summary>
/// <param name="Raw">Sum of what was earned and cost.</param>
/// <param name="Windows">Windows with at least one value that is scored.</param>
/// <param name="Found">Windows in which there was an alarm.</param>
/// <param name="FalseAlarms">Alarms outside all windows.</param>
/// <param name="Profile">The weights.</param>
public sealed record DetectionScore(double Raw, int Windows, int Found, int FalseAlarms, DetectionProfile Profile)
{
    private const double Probation = 0.15;
    private const double ProbationLimit = 750;
    private const double FarBehind = 3;

    /// <summary>100 * (raw - nothing) / (perfect - nothing): 0 for a detector that is silent, 100 for one that is there first each time and nowhere else. Null without windows.</summary>
    public double? Normalised => Windows == 0 ? null : 100 * (Raw + Profile.Miss * Windows) / ((Profile.Find + Profile.Miss) * Windows);

    /// <summary>Scores the alarms of one series.</summary>
    /// <param name="times">The moment of each value, rising.</param>
    /// <param name="alarms">For each value, whether there was an alarm.</param>
    /// <param name="windows">What is known to have been wrong; must not overlap.</param>
    /// <param name="profile">The weights; default <see cref="DetectionProfile.Standard"/>.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/> where the lengths differ.</exception>
    public static DetectionScore Of(
        IReadOnlyList<DateTime> times, IReadOnlyList<bool> alarms, IReadOnlyList<LabelledWindow> windows, DetectionProfile? profile = null)
    {
        if (times.Count != alarms.Count)
        {
            throw MathsFaults.OutOfRange("the number of alarm flags", alarms.Count, $"{times.Count} to {times.Count}");
        }

        profile ??= DetectionProfile.Standard;
        var first = (int)Math.Ceiling(Math.Min(Math.Floor(Probation * times.Count), ProbationLimit));
        var spans = windows.OrderBy(window => window.From).Select(window => Span(times, window)).Where(span => span.Right >= span.Left).ToList();
        var scored = spans.Where(span => span.Right >= first).ToList();
        var (raw, found, falseAlarms) = (0.0, 0, 0);
        foreach (var (left, right) in scored)
        {
            var alarm = Enumerable.Range(left, right - left + 1).FirstOrDefault(index => index >= first && alarms[index], -1);
            found += alarm < 0 ? 0 : 1;
            raw += alarm < 0 ? -profile.Miss : profile.Find * Sigmoid(-(right - alarm + 1.0) / (right - left + 1)) / Sigmoid(-1);
        }

        for (var index = first; index < times.Count; index++)
        {
            if (alarms[index] && !spans.Exists(span => index >= span.Left && index <= span.Right))
            {
                falseAlarms++;
                raw += profile.FalseAlarm * FalseAlarm(index, spans);
            }
        }

        return new DetectionScore(raw, scored.Count, found, falseAlarms, profile);
    }

    /// <summary>The score of several series together, as the benchmark sums them.</summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.TooFewObservations"/> for no score.</exception>
    public static DetectionScore Sum(IReadOnlyList<DetectionScore> scores) => scores.Count == 0
        ? throw MathsFaults.TooFew("A score of several series", 0, 1)
        : new DetectionScore(scores.Sum(score => score.Raw), scores.Sum(score => score.Windows), scores.Sum(score => score.Found), scores.Sum(score => score.FalseAlarms), scores[0].Profile);

    private static double FalseAlarm(int index, List<(int Left, int Right)> spans)
    {
        var before = spans.FindLastIndex(span => span.Right < index);
        if (before < 0)
        {
            return -1;
        }

        var (left, right) = spans[before];
        var behind = (index - right) / Math.Max(1.0, right - left);
        return behind >= FarBehind ? -1 : Sigmoid(behind);
    }

    private static double Sigmoid(double position) => 2 / (1 + Math.Exp(5 * position)) - 1;

    private static (int Left, int Right) Span(IReadOnlyList<DateTime> times, LabelledWindow window)
    {
        var (left, right) = (0, times.Count - 1);
        while (left < times.Count && times[left] < window.From)
        {
            left++;
        }

        while (right >= 0 && times[right] > window.To)
        {
            right--;
        }

        return (left, right);
    }
}
