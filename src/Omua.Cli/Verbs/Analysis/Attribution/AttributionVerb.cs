using System.CommandLine;
using Omua.Analytics;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Analysis.Attribution;

/// <summary><c>omua analyze attribution</c>: the credit of each channel by every model, side by side.</summary>
internal static class AttributionVerb
{
    private static readonly Option<string?> Order = new("--order") { Description = "Order of the Markov chain: 1 to 6, or auto for the best held-out likelihood (default: 1)", HelpName = "K" };

    private static readonly Option<double?> LookBack = new("--look-back") { Description = "Days before the end of a journey in which a touch counts, for touchpoints (default: 30)", HelpName = "DAYS" };

    private static readonly Option<double?> HalfLife = new("--half-life") { Description = "Half-life of the time-decay model: days for touchpoints (default 7), steps for paths (default 1)", HelpName = "N" };

    private static readonly Option<int?> Draws = new("--draws") { Description = "Resamples of the journeys behind an interval of each credit (default: none, and no intervals)", HelpName = "N" };

    public static Command Create()
    {
        var verb = new Verb("attribution", "Share conversions out to channels: first, last, linear, position, time decay, Markov, Shapley")
        {
            Examples =
            [
                "omua analyze attribution --data paths.csv",
                "omua analyze attribution --data touchpoints.csv --look-back 14 --json",
                "omua analyze attribution --data paths.csv --order auto",
            ],
        };
        foreach (var option in AnalysisInput.Options.Concat([Order, LookBack, HalfLife, Draws]))
        {
            verb.Add(option);
        }

        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var order = OrderOf(invocation.Get(Order));
        var input = await AnalysisInput.LoadAsync<Dataset>(
            invocation, "attribution",
            "paths (columns path, total_conversions, and total_conversion_value and total_null where known) or touchpoints (columns user_id, timestamp, channel, conversion)",
            dataset => dataset is PathDataset or TouchpointDataset, cancellationToken);
        var defaults = new AttributionOptions();
        var report = Analytics.Attribution.Of(Paths(input.Dataset, invocation.Get(LookBack)), new AttributionOptions
        {
            MarkovOrder = order,
            HalfLifeDays = invocation.Get(HalfLife) ?? defaults.HalfLifeDays,
            HalfLifeSteps = invocation.Get(HalfLife) ?? defaults.HalfLifeSteps,
            Draws = invocation.Get(Draws) ?? defaults.Draws,
        });
        if (invocation.IsJson)
        {
            AnalysisDocument.Write(invocation.Output, "attribution", AttributionJson.Of(report), input, report.Notes);
        }
        else
        {
            AttributionText.Write(invocation.Output, report);
            AnalysisDocument.WriteNotes(invocation.Output, input, report.Notes);
        }

        invocation.Output.Warn(input.Loaded.Faults);
        return ExitCode.Done;
    }

    private static PathTable Paths(Dataset dataset, double? lookBack) => dataset switch
    {
        PathDataset paths => paths.Paths,
        TouchpointDataset touches => Journeys.From(touches.Touchpoints, lookBack is { } days ? TimeSpan.FromDays(days) : null),
        _ => throw new ArgumentException($"{dataset.Kind} holds no journeys", nameof(dataset)),
    };

    private static int OrderOf(string? given) =>
        given is null ? new AttributionOptions().MarkovOrder
        : given == "auto" ? 0
        : int.TryParse(given, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var order) && order is >= 1 and <= 6 ? order
        : throw new FaultException(UsageFaults.Wrong($"--order cannot be '{given}'", "use 1 to 6, or auto"));
}
