using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Cli.Verbs.Storage;
using Omua.Stores.Retention;

namespace Omua.Cli.Verbs;

/// <summary><c>omua cleanup</c>: deletes what is older than it is kept.</summary>
internal static class CleanupVerb
{
    private const int MostDays = 36_500;

    private static readonly Option<int> Days = new("--days") { Description = "Delete what is older than so many days", HelpName = "N", Required = true };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only show what would be deleted" };

    public static Command Create()
    {
        var verb = new Verb("cleanup", "Delete closed runs and metric points that are older than they are kept; open runs and the audit chain stay")
        {
            Examples = ["omua cleanup --days 90 --dry-run", "omua cleanup --days 90"],
        };
        verb.Add(Days);
        verb.Add(DryRun);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var days = invocation.Get(Days);
        if (days is < 0 or > MostDays)
        {
            throw new FaultException(UsageFaults.Wrong($"--days cannot be {days}", $"use 0 to {MostDays}"));
        }

        return await OpenStore.WithAsync(invocation, async (application, store) =>
        {
            var retention = new StoreRetention(store);
            var plan = await retention.PlanAsync(application.Time.GetUtcNow().AddDays(-days), cancellationToken);
            if (!invocation.Get(DryRun) && (plan.Runs.Count > 0 || plan.Points.Count > 0))
            {
                await application.NoteAsync("cleaned_up", application.StorageName, new JsonObject { ["days"] = days, ["runs"] = plan.Runs.Count, ["points"] = plan.Points.Values.Sum() }, cancellationToken: cancellationToken);
                await retention.ApplyAsync(plan, cancellationToken);
            }

            Answer(invocation, plan);
        }, cancellationToken);
    }

    private static void Answer(Invocation invocation, RetentionPlan plan)
    {
        var isDry = invocation.Get(DryRun);
        if (invocation.IsJson)
        {
            invocation.Output.Json(new JsonObject
            {
                ["dry_run"] = isDry, ["before"] = plan.Before.UtcDateTime, ["runs"] = new JsonArray([.. plan.Runs.Select(run => (JsonNode)run.RunId)]), ["documents"] = plan.Documents,
                ["points"] = new JsonObject(plan.Points.Select(metric => KeyValuePair.Create(metric.Key, (JsonNode?)metric.Value))),
            });
            return;
        }

        if (isDry)
        {
            var table = new TextTable("run", "last event");
            foreach (var run in plan.Runs)
            {
                table.Add(run.RunId, run.UpdatedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
            }

            invocation.Output.Table(table);
        }

        invocation.Output.Line($"{(isDry ? "would delete" : "deleted")} {plan.Runs.Count} runs, {plan.Documents} documents of theirs and {plan.Points.Values.Sum()} points from before {plan.Before:yyyy-MM-dd HH:mm}Z");
    }
}
