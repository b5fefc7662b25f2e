using System.Globalization;

namespace Omua.Analytics;

/// <summary>An experiment in a sentence or two that a person can act on.</summary>
internal static class ExperimentVerdict
{
    public static string Of(SampleRatio ratio, IReadOnlyList<MetricReading> metrics, ExperimentOptions options) =>
        ratio.Verdict == SampleRatioVerdict.Block
            ? Text($"Do not use this result: the arms were not filled as intended (p {ratio.PValue:0.######}). Find out why units are missing before reading any metric.")
            : (ratio.Verdict == SampleRatioVerdict.Warn ? Text($"Caution: the sizes of the arms are unlikely as intended (p {ratio.PValue:0.######}); check the assignment first. ") : "")
                + string.Join(" ", metrics.Select(metric => Sentence(metric, options)));

    private static string Sentence(MetricReading metric, ExperimentOptions options)
    {
        if (metric.Comparisons.Count == 0)
        {
            return $"{metric.Name}: {metric.Note}.";
        }

        return $"{metric.Name}: {string.Join("; ", metric.Comparisons.Select(comparison => Clause(metric, comparison, options)))}.";
    }

    private static string Clause(MetricReading metric, ArmComparison comparison, ExperimentOptions options)
    {
        var difference = comparison.Absolute.Difference;
        var (low, high) = (difference.Interval!.Value.Low, difference.Interval.Value.High);
        var by = $"{Figure(difference.Value!.Value, metric)} ({Figure(low, metric)} to {Figure(high, metric)}, p {comparison.AdjustedPValue.ToString("0.####", CultureInfo.InvariantCulture)})";
        return comparison.AdjustedPValue <= 1 - options.Level
            ? $"{comparison.Treatment} is {(difference.Value > 0 ? "above" : "below")} {comparison.Control} by {by}"
            : $"the data cannot tell {comparison.Treatment} from {comparison.Control}: {by}"
                + (comparison.Detectable is { } detectable ? $"; a difference below {Figure(detectable, metric)} would mostly be missed with this many units" : "");
    }

    private static string Figure(double value, MetricReading metric) => metric.IsShare
        ? Text($"{value * 100:0.##} points")
        : value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
