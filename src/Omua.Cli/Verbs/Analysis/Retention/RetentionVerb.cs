using System.CommandLine;
using System.Globalization;
using Omua.Analytics;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Analysis.Retention;

/// <summary><c>omua analyze retention</c>: cohorts by their first activity, and how long users stay.</summary>
internal static class RetentionVerb
{
    // As many as fit a terminal; --json has all.
    private const int PeriodsShown = 12;

    private static readonly Option<string?> Grain = new("--grain") { Description = "day, week or month (default: month)", HelpName = "GRAIN" };

    private static readonly Option<string?> By = new("--by") { Description = "Tell users apart by a dimension of their first activity", HelpName = "DIMENSION" };

    private static readonly Option<int?> Churn = new("--churn-days") { Description = "Days of silence after which a user counts as gone (default: 30)", HelpName = "DAYS" };

    public static Command Create()
    {
        var verb = new Verb("retention", "Cohorts by first purchase or event, and how long users stay (Kaplan-Meier)")
        {
            Examples = ["omua analyze retention --data orders.csv", "omua analyze retention --data events.csv --grain week --by channel --json"],
        };
        foreach (var option in AnalysisInput.Options.Concat(new Option[] { Grain, By, Churn }))
        {
            verb.Add(option);
        }

        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var grain = invocation.Get(Grain)?.ToLowerInvariant() switch
        {
            null or "month" => TimeGrain.Month,
            "week" => TimeGrain.Week,
            "day" => TimeGrain.Day,
            var other => throw new FaultException(UsageFaults.Wrong($"--grain cannot be '{other}'", "use day, week or month")),
        };
        var input = await AnalysisInput.LoadAsync<Dataset>(
            invocation, "retention", "transactions (columns customer_id, date, amount) or events (columns user_id, event, timestamp)",
            dataset => dataset is TransactionDataset { Transactions.Count: > 0 } or EventDataset { Events.Count: > 0 }, cancellationToken);
        var (by, churn) = (invocation.Get(By), invocation.Get(Churn) ?? 30);
        var log = input.Dataset is EventDataset events ? ActivityLog.Of(events.Events, by) : ActivityLog.Of(((TransactionDataset)input.Dataset).Transactions, by);
        var (cohorts, lifetimes) = (Analytics.Retention.Cohorts(log, grain), Analytics.Retention.Lifetimes(log, churn));
        string[] notes =
        [
            "Retention is the share of a cohort that was active in a later period; a period that had not ended with the data is left out.",
            $"Survival takes a user as gone who was silent for the last {churn} days of the data; intervals by Greenwood on the log-minus-log scale.",
        ];
        if (invocation.IsJson)
        {
            AnalysisDocument.Write(invocation.Output, "retention", RetentionJson.Of(cohorts, lifetimes, log), input, notes);
        }
        else
        {
            Write(invocation.Output, cohorts, lifetimes, log);
            AnalysisDocument.WriteNotes(invocation.Output, input, notes);
        }

        invocation.Output.Warn(input.Loaded.Faults);
        return ExitCode.Done;
    }

    private static void Write(CommandOutput output, IReadOnlyList<RetentionCohort> cohorts, IReadOnlyList<(string Segment, SurvivalCurve Curve)> lifetimes, ActivityLog log)
    {
        var periods = Math.Min(PeriodsShown, cohorts.Max(cohort => cohort.Retained.Count));
        var table = new TextTable(["cohort", log.SegmentName ?? "", "users", .. Enumerable.Range(0, periods).Select(period => $"+{period}")]).Right(2);
        foreach (var cohort in cohorts)
        {
            table.Add([cohort.Start, cohort.Segment, cohort.Users.ToString("N0", CultureInfo.InvariantCulture), .. cohort.Retained.Take(periods).Select(share => share.Value?.ToString("P1", CultureInfo.InvariantCulture) ?? "")]);
        }

        output.Table(table);
        output.Line();
        foreach (var (segment, curve) in lifetimes)
        {
            output.Line(string.Create(CultureInfo.InvariantCulture,
                $"{(segment.Length == 0 ? "all" : segment)}: {curve.Ended:N0} of {curve.Subjects:N0} users left; half are gone after {(curve.Median is { } median ? string.Create(CultureInfo.InvariantCulture, $"{median:0} days") : "more days than were watched")}"));
        }
    }
}
