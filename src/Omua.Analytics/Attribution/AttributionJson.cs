using System.Text.Json.Nodes;

namespace Omua.Analytics;

/// <summary>An attribution as JSON: <c>totals</c>, <c>orders</c>, and <c>by</c> with one object for each model. The shape of <c>omua analyze attribution</c> and of the task's result.</summary>
public static class AttributionJson
{
    /// <summary>The members of the document.</summary>
    public static JsonObject Of(AttributionReport report) => new()
    {
        ["totals"] = new JsonObject
        {
            ["paths"] = report.PathCount,
            ["touches"] = report.StepCount,
            ["conversions"] = FigureNode.Number(report.Conversions),
            ["value"] = FigureNode.Number(report.Value),
            ["nulls"] = FigureNode.Number(report.Nulls),
            ["conversion_probability"] = FigureNode.Number(report.ConversionProbability),
            ["markov_order"] = report.MarkovOrder,
        },
        ["orders"] = FigureNode.List(report.Orders, order => new JsonObject
        {
            ["order"] = order.Order,
            ["held_out_log_likelihood"] = FigureNode.Number(order.LogLikelihood),
            ["standard_error_to_best"] = FigureNode.Number(order.StandardError),
        }),
        ["by"] = FigureNode.List(report.Channels, Of),
    };

    private static JsonObject Of(ChannelAttribution channel)
    {
        var json = new JsonObject { ["key"] = new JsonObject { ["channel"] = channel.Channel }, ["touches"] = FigureNode.Number(channel.Touches) };
        foreach (var model in Enum.GetValues<AttributionModel>())
        {
            var credit = new JsonObject { ["conversions"] = FigureNode.Number(channel.Credits[model].Conversions), ["value"] = FigureNode.Number(channel.Credits[model].Value) };
            if (channel.Credits[model].Interval is { } interval)
            {
                credit["conversions_interval"] = FigureNode.Interval(interval);
            }

            json[FigureNode.Wire(model)] = credit;
        }

        json["removal_effect"] = FigureNode.Number(channel.RemovalEffect);
        return json;
    }
}
