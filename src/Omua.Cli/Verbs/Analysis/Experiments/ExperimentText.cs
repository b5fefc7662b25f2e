using System.Globalization;
using Omua.Analytics;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Analysis.Experiments;

/// <summary>A reading as tables, the verdict first.</summary>
internal static class ExperimentText
{
    public static void Write(CommandOutput output, ExperimentReport report)
    {
        output.Heading(report.Verdict);
        output.Line();
        output.Line($"arms: {string.Join(", ", report.Arms.Select(arm => string.Create(CultureInfo.InvariantCulture, $"{arm.Name} {arm.Count:N0}")))}");
        output.Line(string.Create(CultureInfo.InvariantCulture, $"sample ratio: p {report.SampleRatio.PValue:0.########} ({report.SampleRatio.Verdict.ToString().ToLowerInvariant()})"));
        output.Line();
        var table = new TextTable("metric", "control", "treatment", "difference", "interval", "z or t", "p", "p adjusted", "lift", "anytime", "wins").Right(3);
        foreach (var metric in report.Metrics)
        {
            var means = metric.Arms.ToDictionary(arm => arm.Arm, arm => arm.Moments.Mean, StringComparer.Ordinal);
            foreach (var comparison in metric.Comparisons)
            {
                table.Add(
                    metric.Name, $"{comparison.Control} {Number(means[comparison.Control])}", $"{comparison.Treatment} {Number(means[comparison.Treatment])}", Number(comparison.Absolute.Difference.Value),
                    Range(comparison.Absolute.Difference), Number(comparison.Absolute.Statistic), Number(comparison.Absolute.PValue), Number(comparison.AdjustedPValue),
                    Number(comparison.Relative?.Difference.Value), comparison.Anytime is { } anytime ? Range(anytime) : "n/a", Number(comparison.Bayesian?.ChanceToWin));
            }
        }

        output.Table(table);
        foreach (var metric in report.Metrics.Where(metric => metric.Cuped is not null))
        {
            output.Line(string.Create(CultureInfo.InvariantCulture, $"{metric.Name}: the covariate explains {metric.Cuped!.VarianceReduction:P1} of the variance"));
        }

        output.Line();
    }

    private static string Range(Estimate estimate) => estimate.Interval is { } interval ? $"{Number(interval.Low)} to {Number(interval.High)}" : "n/a";

    private static string Number(double? value) => value is { } number ? number.ToString("0.#####", CultureInfo.InvariantCulture) : "n/a";
}
