using System.Text.Json.Nodes;

namespace Omua.Analytics;

/// <summary>A reading as JSON: <c>arms</c>, <c>srm</c>, <c>metrics</c>, <c>verdict</c>. The shape of <c>omua analyze experiment</c> and of the task's result.</summary>
public static class ExperimentJson
{
    /// <summary>The members of the document.</summary>
    public static JsonObject Of(ExperimentReport report) => new()
    {
        ["arms"] = FigureNode.List(report.Arms, arm => new JsonObject { ["name"] = arm.Name, ["n"] = FigureNode.Number(arm.Count) }),
        ["srm"] = new JsonObject
        {
            ["p_value"] = FigureNode.Number(report.SampleRatio.PValue),
            ["chi_square"] = FigureNode.Number(report.SampleRatio.ChiSquare),
            ["verdict"] = FigureNode.Wire(report.SampleRatio.Verdict),
        },
        ["metrics"] = FigureNode.List(report.Metrics, Of),
        ["verdict"] = report.Verdict,
    };

    /// <summary>A design: <c>units_per_arm</c>, <c>minimum_detectable_effect</c>, <c>relative_effect</c>, <c>days</c>.</summary>
    public static JsonObject Of(ExperimentDesign design) => new()
    {
        ["units_per_arm"] = FigureNode.Number(design.UnitsPerArm),
        ["minimum_detectable_effect"] = FigureNode.Number(design.MinimumDetectableEffect),
        ["relative_effect"] = FigureNode.Number(design.RelativeEffect),
        ["days"] = FigureNode.Number(design.Days),
    };

    private static JsonObject Of(MetricReading metric) => new()
    {
        ["name"] = metric.Name,
        ["kind"] = metric.IsShare ? "share" : "mean",
        ["arms"] = FigureNode.List(metric.Arms, arm => new JsonObject { ["name"] = arm.Arm, ["n"] = FigureNode.Number(arm.Moments.Count), ["sum"] = FigureNode.Number(arm.Moments.Sum), ["mean"] = FigureNode.Number(arm.Moments.Mean) }),
        ["comparisons"] = FigureNode.List(metric.Comparisons, Of),
        ["cuped"] = metric.Cuped is { } cuped ? new JsonObject { ["theta"] = FigureNode.Number(cuped.Theta), ["variance_reduction"] = FigureNode.Number(cuped.VarianceReduction) } : null,
        ["note"] = metric.Note,
    };

    private static JsonObject Of(ArmComparison comparison) => new()
    {
        ["control"] = comparison.Control,
        ["treatment"] = comparison.Treatment,
        ["test"] = comparison.Absolute.Test,
        ["difference"] = FigureNode.Number(comparison.Absolute.Difference.Value),
        ["low"] = FigureNode.Number(comparison.Absolute.Difference.Interval?.Low),
        ["high"] = FigureNode.Number(comparison.Absolute.Difference.Interval?.High),
        ["z"] = FigureNode.Number(comparison.Absolute.Statistic),
        ["degrees_of_freedom"] = FigureNode.Number(comparison.Absolute.DegreesOfFreedom),
        ["p_value"] = FigureNode.Number(comparison.Absolute.PValue),
        ["p_value_adjusted"] = FigureNode.Number(comparison.AdjustedPValue),
        ["detectable_difference"] = FigureNode.Number(comparison.Detectable),
        ["relative"] = comparison.Relative is { } relative ? Lift(relative.Difference, relative.PValue) : null,
        ["anytime"] = comparison.Anytime is { } anytime ? Lift(anytime, null) : null,
        ["bayesian"] = comparison.Bayesian is { } bayesian
            ? new JsonObject
            {
                ["chance_to_win"] = FigureNode.Number(bayesian.ChanceToWin),
                ["expected_loss_treatment"] = FigureNode.Number(bayesian.LossOfTreatment),
                ["expected_loss_control"] = FigureNode.Number(bayesian.LossOfControl),
            }
            : null,
    };

    private static JsonObject Lift(Estimate lift, double? p)
    {
        var json = new JsonObject { ["lift"] = FigureNode.Number(lift.Value), ["low"] = FigureNode.Number(lift.Interval?.Low), ["high"] = FigureNode.Number(lift.Interval?.High) };
        if (p is not null)
        {
            json["p_value"] = FigureNode.Number(p);
        }

        return json;
    }
}
