using System.CommandLine;
using System.Globalization;
using Omua.Analytics;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Analysis.Experiments;

/// <summary><c>omua analyze experiment</c>: reads an experiment from its units, or plans one from a baseline.</summary>
internal static class ExperimentVerb
{
    private static readonly Option<string?> Control = new("--control") { Description = "The control (default: the arm named control, baseline, original, a or 0, else the first by name)", HelpName = "ARM" };

    private static readonly Option<string[]> Metric = new("--metric") { Description = "Metrics to read, with commas between (default: all)", HelpName = "a,b", AllowMultipleArgumentsPerToken = true };

    private static readonly Option<string[]> Ratio = new("--ratio") { Description = "A ratio of two metrics, by the delta method; may be repeated", HelpName = "a/b" };

    private static readonly Option<string?> Covariate = new("--covariate") { Description = "A metric from before the experiment, to take out of the others (CUPED)", HelpName = "METRIC" };

    private static readonly Option<string[]> Share = new("--share") { Description = "The intended share of an arm (default: equal); once for each arm", HelpName = "arm=share" };

    private static readonly Option<double?> Baseline = new("--baseline") { Description = "Plan instead of read: the share that converts now, 0 to 1", HelpName = "SHARE" };

    private static readonly Option<double?> Effect = new("--effect") { Description = "Plan: the relative effect to find: 0.05 for five percent", HelpName = "LIFT" };

    private static readonly Option<double?> Traffic = new("--units-per-day") { Description = "Plan: units of all arms a day", HelpName = "N" };

    private static readonly Option<int?> Arms = new("--arms") { Description = "Plan: arms with the control (default: 2)", HelpName = "N" };

    private static readonly Option<double?> Power = new("--power") { Description = "Plan: the chance to find the effect (default: 0.8)", HelpName = "SHARE" };

    public static Command Create()
    {
        var verb = new Verb("experiment", "Read an A/B test: sample ratio, tests, intervals, chance to win, verdict; or plan one")
        {
            Examples =
            [
                "omua analyze experiment --data units.csv",
                "omua analyze experiment --data units.csv --metric revenue --covariate revenue_before --json",
                "omua analyze experiment --baseline 0.19 --effect 0.03 --units-per-day 3000",
            ],
        };
        foreach (var option in AnalysisInput.Options.Concat([Control, Metric, Ratio, Covariate, Share, Baseline, Effect, Traffic, Arms, Power]))
        {
            verb.Add(option);
        }

        return verb.Does((invocation, cancellationToken) => invocation.Get(Baseline) is { } baseline ? Task.FromResult(Plan(invocation, baseline)) : ReadAsync(invocation, cancellationToken));
    }

    private static int Plan(Invocation invocation, double baseline)
    {
        var effect = invocation.Get(Effect) ?? throw new FaultException(UsageFaults.Wrong("--baseline plans an experiment and needs --effect", "give the relative effect to find: --effect 0.05"));
        var design = ExperimentDesign.ForShare(baseline, effect, invocation.Get(Traffic), invocation.Get(Arms) ?? 2, invocation.Get(Power) ?? 0.8);
        if (invocation.IsJson)
        {
            var json = ExperimentJson.Of(design);
            json.Insert(0, "method", "experiment_design");
            invocation.Output.Json(json);
        }
        else
        {
            invocation.Output.Line(string.Create(CultureInfo.InvariantCulture,
                $"{design.UnitsPerArm:N0} units an arm find a change of {design.MinimumDetectableEffect * 100:0.###} points ({design.RelativeEffect:0.##%}){(design.Days is { } days ? $"; that takes {days:N0} days" : "")}"));
        }

        return ExitCode.Done;
    }

    private static async Task<int> ReadAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var input = await AnalysisInput.LoadAsync<ExperimentDataset>(
            invocation, "experiment", "units of an experiment (columns user_id and variant, and a column for each metric)", dataset => dataset.Units.Count > 0, cancellationToken);
        var report = Experiment.Read(input.Dataset.Units, new ExperimentOptions
        {
            Control = invocation.Get(Control),
            Metrics = AnalysisInput.Names(invocation.Get(Metric)),
            Ratios = [.. (invocation.Get(Ratio) ?? []).Select(Parts)],
            Covariate = invocation.Get(Covariate),
            Shares = Shares(invocation.Get(Share)),
        });
        if (invocation.IsJson)
        {
            AnalysisDocument.Write(invocation.Output, "experiment", ExperimentJson.Of(report), input, report.Notes);
        }
        else
        {
            ExperimentText.Write(invocation.Output, report);
            AnalysisDocument.WriteNotes(invocation.Output, input, report.Notes);
        }

        invocation.Output.Warn(input.Loaded.Faults);
        return ExitCode.Done;
    }

    private static (string, string) Parts(string text) => text.Split('/', StringSplitOptions.TrimEntries) is [{ Length: > 0 } above, { Length: > 0 } below]
        ? (above, below)
        : throw new FaultException(UsageFaults.Wrong($"--ratio '{text}' names no two metrics", "write it as numerator/denominator: --ratio clicks/views"));

    private static Dictionary<string, double>? Shares(string[]? given)
    {
        var shares = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var text in given ?? [])
        {
            var equals = text.LastIndexOf('=');
            shares[equals < 1 ? text : text[..equals]] = equals > 0 && double.TryParse(text[(equals + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
                ? share
                : throw new FaultException(UsageFaults.Wrong($"--share '{text}' names no share", "write it as arm=share: --share control=0.5"));
        }

        return shares.Count == 0 ? null : shares;
    }
}
