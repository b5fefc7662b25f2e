using System.Globalization;
using System.Text.Json.Nodes;
using Omua.Analytics;
using Omua.Cli.Runs;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Analysis.MarketingMix;

/// <summary>A mix model as a document or as a table.</summary>
internal static class MixOutput
{
    public static void Write(Invocation invocation, MixInput input, MixModel model, MixOptions options, DatasetQuality quality, IReadOnlyList<Fault> faults)
    {
        if (invocation.IsJson)
        {
            invocation.Output.Json(Document(input, model, options, quality, faults));
        }
        else
        {
            Table(invocation, input, model);
        }

        invocation.Output.Warn(faults);
    }

    private static JsonObject Document(MixInput input, MixModel model, MixOptions options, DatasetQuality quality, IReadOnlyList<Fault> faults)
    {
        var totals = new JsonObject
        {
            ["periods"] = input.Times.Count,
            ["from"] = AnalysisInput.Moment(input.Times[0]),
            ["to"] = AnalysisInput.Moment(input.Times[^1]),
            ["outcome"] = input.Outcome.Sum(),
            ["spend"] = model.Channels.Sum(channel => channel.Spend),
            ["contribution"] = FigureJson.Number(model.Channels.Sum(channel => channel.Contribution)),
            ["r_squared"] = FigureJson.Number(model.RSquared),
            ["residual_deviation"] = FigureJson.Number(model.ResidualDeviation),
            ["saturation"] = FigureJson.Wire(options.Saturation),
            ["formula"] = "outcome = intercept + trend + season + controls + sum of coefficient * saturation(carry-over(spend))",
        };
        var document = AnalysisDocument.Of("mmm", totals, model.Channels.Select(channel => (JsonNode)Channel(channel)), [quality], model.Notes, faults);
        document["base"] = new JsonObject(model.Base.Select(pair => KeyValuePair.Create(pair.Key, FigureJson.Number(pair.Value))));
        document["lift_tests"] = FigureJson.Of(model.LiftTests, test => new JsonObject
        {
            ["channel"] = test.Test.Channel,
            ["measured"] = test.Test.Lift,
            ["standard_error"] = test.Test.StandardError,
            ["expected_by_data"] = FigureJson.Number(test.Uncalibrated),
            ["expected_calibrated"] = FigureJson.Number(test.Calibrated),
            ["standard_errors_apart"] = FigureJson.Number(test.Distance),
        });
        return document;
    }

    private static JsonObject Channel(MixChannel channel) => new()
    {
        ["key"] = new JsonObject { ["channel"] = channel.Name },
        ["spend"] = channel.Spend,
        ["contribution"] = FigureJson.Number(channel.Contribution),
        ["coefficient"] = FigureJson.Number(channel.Coefficient),
        ["roas"] = FigureJson.Number(channel.Roas),
        ["roas_interval"] = FigureJson.Of(channel.RoasInterval),
        ["roas_observed"] = FigureJson.Number(channel.ObservedRoas),
        ["marginal_roas"] = FigureJson.Number(channel.MarginalRoas),
        ["marginal_roas_interval"] = FigureJson.Of(channel.MarginalRoasInterval),
        ["decay"] = channel.Transform.Decay,
        ["saturation"] = new JsonObject { ["rate"] = channel.Transform.Rate, ["slope"] = channel.Transform.Slope, ["scale"] = channel.Transform.Scale },
        ["own_variation"] = FigureJson.Number(channel.OwnVariation),
    };

    private static void Table(Invocation invocation, MixInput input, MixModel model)
    {
        var table = new TextTable("channel", "spend", "contribution", "roas", "roas interval", "marginal roas", "carry-over", "saturation", "own variation").Right(1);
        foreach (var channel in model.Channels)
        {
            var interval = channel.RoasInterval is { } range ? $"{AnalysisInput.Figure(range.Low)} to {AnalysisInput.Figure(range.High)}" : "n/a";
            table.Add(channel.Name, AnalysisInput.Figure(channel.Spend), AnalysisInput.Figure(channel.Contribution), AnalysisInput.Figure(channel.Roas), interval, AnalysisInput.Figure(channel.MarginalRoas),
                AnalysisInput.Figure(channel.Transform.Decay), AnalysisInput.Figure(channel.Transform.Rate), channel.OwnVariation.ToString("P0", CultureInfo.InvariantCulture));
        }

        invocation.Output.Table(table);
        invocation.Output.Line(string.Create(CultureInfo.InvariantCulture, $"{input.Times.Count} periods, R2 {model.RSquared:0.0000}; outcome {input.Outcome.Sum():#,0.##}, of which channels {model.Channels.Sum(channel => channel.Contribution):#,0.##}"));
        foreach (var test in model.LiftTests)
        {
            invocation.Output.Line(string.Create(CultureInfo.InvariantCulture, $"lift test of {test.Test.Channel}: measured {test.Test.Lift:0.##}, expected by the data alone {test.Uncalibrated:0.##}, calibrated {test.Calibrated:0.##}"));
        }

        foreach (var note in model.Notes)
        {
            invocation.Output.Line($"note: {note}");
        }
    }
}
