using System.Text.Json.Nodes;
using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>
/// The effect of all proposed moves together, as the allocation states it: corrected for choosing the best of many estimates, which the sum of the single effects is not.
/// </summary>
internal sealed record JointEffect(string Metric, double Mid, double? Low, double? High)
{
    public static JointEffect? Of(RunRecord run)
    {
        var effect = run.ResultsInOrder.Select(result => result.Result["expected_effect"]).OfType<JsonObject>().FirstOrDefault();
        return effect?["mid"]?.GetValue<double>() is { } mid && effect["metric"]?.GetValue<string>() is { } metric
            ? new JointEffect(metric, mid, effect["low"]?.GetValue<double>(), effect["high"]?.GetValue<double>())
            : null;
    }

    /// <summary>Whether the data shows that the moves beat the current shares.</summary>
    public bool IsShown => Low is null or > 0;
}
