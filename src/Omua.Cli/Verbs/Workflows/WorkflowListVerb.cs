using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Engine.Running;

namespace Omua.Cli.Verbs.Workflows;

/// <summary><c>omua workflow list</c>.</summary>
internal static class WorkflowListVerb
{
    private static readonly Option<int> Limit = new("--limit") { Description = "At most so many (default 20, at most 1000)", DefaultValueFactory = _ => 20, HelpName = "N" };

    private static readonly Option<bool> OnlyOpen = new("--open") { Description = "Only runs that have started and not ended" };

    public static Command Create()
    {
        var verb = new Verb("list", "List runs, the latest first") { Examples = ["omua workflow list", "omua workflow list --open --json"] };
        verb.Add(Limit);
        verb.Add(OnlyOpen);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        var limit = invocation.Get(Limit);
        if (limit is < 1 or > 1000)
        {
            throw new FaultException(UsageFaults.Wrong($"--limit cannot be {limit}", "use 1 to 1000"));
        }

        var history = new RunHistory(await application.StorageAsync(cancellationToken));
        var runs = (await history.EntriesAsync(new RunQuery { Limit = limit, IsOpen = invocation.Get(OnlyOpen) ? true : null }, cancellationToken)).Items;
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => RunEntryJson.WriteArray(writer, runs));
            return ExitCode.Done;
        }

        var table = new TextTable("run", "status", "created", "updated", "events").Right(4);
        foreach (var run in runs)
        {
            table.Add(run.RunId, RunEntryJson.Status(run), $"{run.CreatedAt:yyyy-MM-dd HH:mm:ss}Z", $"{run.UpdatedAt:yyyy-MM-dd HH:mm:ss}Z", $"{run.LastSequence}");
        }

        invocation.Output.Table(table);
        return ExitCode.Done;
    }
}
