using System.CommandLine;
using System.Globalization;
using Omua.Analytics;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Analysis.Retention;

/// <summary><c>omua analyze funnel</c>: how far users come through steps in their order.</summary>
internal static class FunnelVerb
{
    private static readonly Option<string[]> Steps = new("--steps") { Description = "Events in order, with commas between", HelpName = "a,b,c", AllowMultipleArgumentsPerToken = true };

    private static readonly Option<double?> Window = new("--window") { Description = "Days from the first step to the last (default: 7)", HelpName = "DAYS" };

    private static readonly Option<string?> By = new("--by") { Description = "Tell users apart by a dimension of their first event", HelpName = "DIMENSION" };

    public static Command Create()
    {
        var verb = new Verb("funnel", "Users through ordered steps within a window, with intervals")
        {
            Examples = ["omua analyze funnel --data events.csv --steps install,signup,purchase", "omua analyze funnel --data events.csv --steps view,cart,purchase --window 1 --by channel --json"],
        };
        foreach (var option in AnalysisInput.Options.Concat(new Option[] { Steps, Window, By }))
        {
            verb.Add(option);
        }

        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var input = await AnalysisInput.LoadAsync<EventDataset>(invocation, "funnel", "events (columns user_id, event, timestamp)", dataset => dataset.Events.Count > 0, cancellationToken);
        var steps = AnalysisInput.Names(invocation.Get(Steps));
        if (steps.Count < 2)
        {
            throw new FaultException(UsageFaults.Wrong("'omua analyze funnel' needs --steps with two events and more", $"the data has {string.Join(", ", input.Dataset.Events.Names.Take(20))}"));
        }

        var days = invocation.Get(Window) ?? 7;
        var funnels = Funnel.Of(input.Dataset.Events, steps, TimeSpan.FromDays(days), invocation.Get(By));
        if (funnels.Count == 0)
        {
            throw new FaultException(new Fault(FaultCodes.ZeroTotal, $"nobody did the first step, '{steps[0]}'", "begin with an event that users did"));
        }

        string[] notes = [string.Create(CultureInfo.InvariantCulture, $"Steps count in this order, all within {days:0.##} days of the first; other events between do not matter. Intervals are Wilson's, 95 %.")];
        if (invocation.IsJson)
        {
            AnalysisDocument.Write(invocation.Output, "funnel", RetentionJson.Of(funnels, invocation.Get(By)), input, notes);
        }
        else
        {
            var table = new TextTable(invocation.Get(By) ?? "", "step", "users", "of first", "interval", "of step before").Right(2);
            foreach (var funnel in funnels)
            {
                foreach (var step in funnel.Steps)
                {
                    table.Add(
                        funnel.Segment, step.Name, step.Users.ToString("N0", CultureInfo.InvariantCulture), Share(step.OfFirst.Value),
                        step.OfFirst.Interval is { } interval ? $"{Share(interval.Low)} to {Share(interval.High)}" : "", Share(step.OfBefore?.Value));
                }
            }

            invocation.Output.Table(table);
            AnalysisDocument.WriteNotes(invocation.Output, input, notes);
        }

        invocation.Output.Warn(input.Loaded.Faults);
        return ExitCode.Done;
    }

    private static string Share(double? value) => value?.ToString("P1", CultureInfo.InvariantCulture) ?? "";
}
