using System.Globalization;
using Omua.Analytics;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Analysis.Attribution;

/// <summary>Attribution as a table: conversions by each model, and below it the value where it is known.</summary>
internal static class AttributionText
{
    private static readonly (AttributionModel Model, string Name)[] Models =
    [
        (AttributionModel.FirstTouch, "first"), (AttributionModel.LastTouch, "last"), (AttributionModel.Linear, "linear"), (AttributionModel.Position, "position"),
        (AttributionModel.TimeDecay, "decay"), (AttributionModel.Markov, "markov"), (AttributionModel.Shapley, "shapley"),
    ];

    public static void Write(CommandOutput output, AttributionReport report)
    {
        output.Heading(string.Create(CultureInfo.InvariantCulture,
            $"{report.Conversions:#,##0.##} conversions on {report.PathCount:N0} paths with {report.StepCount:N0} touches; a journey converts with probability {report.ConversionProbability:0.######}"));
        Table(output, "conversions", report, credit => credit.Conversions);
        if (report.Value is not null)
        {
            Table(output, "value", report, credit => credit.Value);
        }

        foreach (var order in report.Orders)
        {
            output.Line(string.Create(CultureInfo.InvariantCulture, $"order {order.Order}: held-out log-likelihood {order.LogLikelihood:0.00000} a step (± {order.StandardError:0.00000} to the best)"));
        }
    }

    private static void Table(CommandOutput output, string what, AttributionReport report, Func<Credit, double?> value)
    {
        var table = new TextTable([what, .. Models.Select(model => model.Name), "removal effect"]).Right(1);
        foreach (var channel in report.Channels)
        {
            table.Add([channel.Channel, .. Models.Select(model => Text(value(channel.Credits[model.Model]))), channel.RemovalEffect.ToString("0.0000", CultureInfo.InvariantCulture)]);
        }

        table.Add(["total", .. Models.Select(model => Text(report.Channels.Sum(channel => value(channel.Credits[model.Model])))), ""]);
        output.Table(table);
        output.Line();
    }

    private static string Text(double? value) => value?.ToString("#,##0.00", CultureInfo.InvariantCulture) ?? "n/a";
}
