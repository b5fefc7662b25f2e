using System.Globalization;
using Omua.Agents.Figures;

namespace Omua.Agents.Experiments;

/// <summary>One experiment as findings: the assignment, then each comparison.</summary>
internal sealed class ExperimentReadout(TaskSpec task, ExperimentDataset dataset, string? control)
{
    private const double Significance = 0.05;

    public TaskResult Result()
    {
        var report = Experiment.Read(dataset.Units, new ExperimentOptions { Control = control });
        var json = new JsonObject { ["method"] = "experiment", ["dataset"] = dataset.Name };
        foreach (var (name, value) in ExperimentJson.Of(report).ToList())
        {
            json[name] = value?.DeepClone();
        }

        json["notes"] = FigureJson.Texts(report.Notes);
        var findings = new List<Finding>();
        if (report.SampleRatio.Verdict != SampleRatioVerdict.Ok)
        {
            findings.Add(Ratio(report));
        }

        // A comparison of arms that were filled wrongly is no finding, whatever its p-value.
        if (report.SampleRatio.Verdict != SampleRatioVerdict.Block)
        {
            findings.AddRange(report.Metrics.SelectMany(metric => metric.Comparisons.Select(comparison => Compared(metric, comparison))));
        }

        return TaskResult.Completed(task, json) with { Findings = findings };
    }

    private Finding Ratio(ExperimentReport report) => new()
    {
        Id = $"{task.AgentType}.sample_ratio.{Slug.Of(dataset.Name)}",
        Title = string.Create(CultureInfo.InvariantCulture,
            $"The arms of {Wording.Name(dataset.Name)} hold {string.Join(" and ", report.Arms.Select(arm => $"{arm.Count:#,##0} ({Wording.Name(arm.Name)})"))} units: by chance that happens with p {report.SampleRatio.PValue:0.#####}."),
        Severity = report.SampleRatio.Verdict == SampleRatioVerdict.Block ? FindingSeverity.Critical : FindingSeverity.Warning,
        Agent = task.AgentType,
        Evidence = [New("sample_ratio_p_value", report.SampleRatio.PValue, "ratio", "Pearson's chi-square of the arms' counts against equal shares", null, null)],
        Advice = "Find out why units are missing from an arm before the result is used.",
    };

    private Finding Compared(MetricReading metric, ArmComparison comparison)
    {
        var difference = comparison.Absolute.Difference;
        var differs = comparison.AdjustedPValue <= Significance;
        var change = $"{Figure(metric, difference.Value)} ({Figure(metric, difference.Interval?.Low)} to {Figure(metric, difference.Interval?.High)}, p {comparison.AdjustedPValue.ToString("0.####", CultureInfo.InvariantCulture)})";
        return new Finding
        {
            Id = $"{task.AgentType}.difference.{Slug.Of(dataset.Name)}.{Slug.Of(metric.Name)}.{Slug.Of(comparison.Treatment)}",
            Title = differs
                ? $"{Wording.Words(metric.Name)}: {Wording.Name(comparison.Treatment)} is {(difference.Value > 0 ? "above" : "below")} {Wording.Name(comparison.Control)} by {change}."
                : $"{Wording.Words(metric.Name)}: the data cannot tell {Wording.Name(comparison.Treatment)} from {Wording.Name(comparison.Control)}: {change}.",
            Severity = differs ? FindingSeverity.Opportunity : FindingSeverity.Info,
            Agent = task.AgentType,
            Interval = difference.Interval,
            Evidence =
            [
                New("difference", difference.Value, metric.IsShare ? "ratio" : metric.Name, $"mean of the treatment - mean of the control; {comparison.Absolute.Test}", difference.Interval, comparison),
                .. comparison.Relative is { } relative ? new[] { New("lift", relative.Difference.Value, "ratio", "mean of the treatment / mean of the control - 1; delta method", relative.Difference.Interval, comparison) } : [],
            ],
            Advice = differs ? "Decide by the metric that was chosen beforehand; the others say what comes with it."
                : comparison.Detectable is { } detectable ? $"With this many units a difference below {Figure(metric, detectable)} would mostly be missed: run longer, or accept that it is small." : null,
        };
    }

    private static string Figure(MetricReading metric, double? value) => metric.IsShare && value is { } share ? $"{(100 * share).ToString("0.##", CultureInfo.InvariantCulture)} points" : Wording.Figure(value);

    private Evidence New(string metric, double? value, string unit, string formula, Interval? interval, ArmComparison? comparison) => new()
    {
        Metric = metric,
        Value = value,
        Unit = unit,
        Formula = formula,
        Dataset = dataset.Name,
        Rows = comparison is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["arm"] = $"{comparison.Treatment} against {comparison.Control}" },
        RowCount = dataset.Units.Count,
        Window = dataset.Window,
        Interval = interval,
    };
}
