using System.Globalization;
using System.Text.Json.Nodes;

namespace Omua.Analytics;

/// <summary>The effect of a treatment of places as JSON: the shape of <c>omua analyze geo</c>.</summary>
public static class GeoJson
{
    /// <summary><c>totals</c>, <c>by</c> with the weight of each place and, for charts, <c>series</c>.</summary>
    public static JsonObject Of(GeoPanel panel, GeoLift lift, GeoOptions options)
    {
        var times = panel.Times.Take(lift.Actual.Count).ToList();
        return new JsonObject
        {
            ["totals"] = new JsonObject
            {
                ["treated"] = FigureNode.Texts(options.Treated),
                ["effect"] = FigureNode.Number(lift.Effect),
                ["effect_interval"] = new JsonObject { ["low"] = FigureNode.Number(lift.EffectInterval.Low), ["high"] = FigureNode.Number(lift.EffectInterval.High), ["level"] = lift.Level },
                ["relative_effect"] = FigureNode.Number(lift.RelativeEffect),
                ["actual"] = FigureNode.Number(lift.Actual.Skip(lift.Before).Sum()),
                ["expected"] = FigureNode.Number(lift.Expected.Skip(lift.Before).Sum()),
                ["spend"] = FigureNode.Number(options.Spend),
                ["return"] = FigureNode.Number(lift.Return),
                ["conformal_p"] = FigureNode.Number(lift.ConformalP),
                ["placebo_p"] = FigureNode.Number(lift.PlaceboP),
                ["fit_error"] = FigureNode.Number(lift.FitError),
                ["periods_before"] = lift.Before,
                ["periods_after"] = lift.Actual.Count - lift.Before,
            },
            ["by"] = FigureNode.List(lift.Weights.OrderByDescending(pair => pair.Value), pair => new JsonObject { ["key"] = new JsonObject { ["place"] = pair.Key }, ["weight"] = FigureNode.Number(pair.Value) }),
            ["series"] = FigureNode.List(times.Select((time, index) => (time, index)), point => new JsonObject
            {
                ["at"] = point.time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["actual"] = FigureNode.Number(lift.Actual[point.index]), ["expected"] = FigureNode.Number(lift.Expected[point.index]),
            }),
        };
    }
}
