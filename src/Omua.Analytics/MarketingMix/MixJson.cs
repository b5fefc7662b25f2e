using System.Globalization;
using System.Text.Json.Nodes;

namespace Omua.Analytics;

/// <summary>A mix model as JSON: the shape of <c>omua analyze mmm</c>.</summary>
public static class MixJson
{
    /// <summary><c>totals</c>, <c>by</c> with one object for each channel, <c>base</c>, <c>lift_tests</c> and, for charts, <c>series</c>.</summary>
    public static JsonObject Of(MixInput input, MixModel model, MixOptions options) => new()
    {
        ["totals"] = new JsonObject
        {
            ["periods"] = input.Times.Count,
            ["from"] = Moment(input.Times[0]),
            ["to"] = Moment(input.Times[^1]),
            ["outcome"] = FigureNode.Number(input.Outcome.Sum()),
            ["spend"] = FigureNode.Number(model.Channels.Sum(channel => channel.Spend)),
            ["contribution"] = FigureNode.Number(model.Channels.Sum(channel => channel.Contribution)),
            ["r_squared"] = FigureNode.Number(model.RSquared),
            ["residual_deviation"] = FigureNode.Number(model.ResidualDeviation),
            ["saturation"] = FigureNode.Wire(options.Saturation),
            ["formula"] = "outcome = intercept + trend + season + controls + sum of coefficient * saturation(carry-over(spend))",
        },
        ["by"] = FigureNode.List(model.Channels, Of),
        ["base"] = new JsonObject(model.Base.Select(pair => KeyValuePair.Create(pair.Key, FigureNode.Number(pair.Value)))),
        ["lift_tests"] = FigureNode.List(model.LiftTests, test => new JsonObject
        {
            ["channel"] = test.Test.Channel,
            ["measured"] = FigureNode.Number(test.Test.Lift),
            ["standard_error"] = FigureNode.Number(test.Test.StandardError),
            ["expected_by_data"] = FigureNode.Number(test.Uncalibrated),
            ["expected_calibrated"] = FigureNode.Number(test.Calibrated),
            ["standard_errors_apart"] = FigureNode.Number(test.Distance),
        }),
        ["series"] = FigureNode.List(input.Times.Select((time, index) => (time, index)), point => new JsonObject
        {
            ["at"] = Moment(point.time), ["actual"] = FigureNode.Number(input.Outcome[point.index]), ["expected"] = FigureNode.Number(model.Fitted[point.index]),
        }),
    };

    private static JsonObject Of(MixChannel channel) => new()
    {
        ["key"] = new JsonObject { ["channel"] = channel.Name },
        ["spend"] = FigureNode.Number(channel.Spend),
        ["contribution"] = FigureNode.Number(channel.Contribution),
        ["coefficient"] = FigureNode.Number(channel.Coefficient),
        ["roas"] = FigureNode.Number(channel.Roas),
        ["roas_interval"] = FigureNode.Interval(channel.RoasInterval),
        ["roas_observed"] = FigureNode.Number(channel.ObservedRoas),
        ["marginal_roas"] = FigureNode.Number(channel.MarginalRoas),
        ["marginal_roas_interval"] = FigureNode.Interval(channel.MarginalRoasInterval),
        ["decay"] = FigureNode.Number(channel.Transform.Decay),
        ["saturation"] = new JsonObject { ["rate"] = FigureNode.Number(channel.Transform.Rate), ["slope"] = FigureNode.Number(channel.Transform.Slope), ["scale"] = FigureNode.Number(channel.Transform.Scale) },
        ["own_variation"] = FigureNode.Number(channel.OwnVariation),
    };

    private static string Moment(DateTime time) => time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
