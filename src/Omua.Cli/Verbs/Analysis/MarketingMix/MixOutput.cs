using System.Globalization;
using Omua.Analytics;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Analysis.MarketingMix;

/// <summary>A mix model as a document or as a table.</summary>
internal static class MixOutput
{
    public static void Write(Invocation invocation, MixInput input, MixModel model, MixOptions options, DatasetQuality quality, IReadOnlyList<Fault> faults)
    {
        if (invocation.IsJson)
        {
            AnalysisDocument.Write(invocation.Output, "mmm", MixJson.Of(input, model, options), [quality], model.Notes, faults);
        }
        else
        {
            Table(invocation, input, model);
        }

        invocation.Output.Warn(faults);
    }

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
