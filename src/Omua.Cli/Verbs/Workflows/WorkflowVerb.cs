using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Workflows;

/// <summary><c>omua workflow</c>: past and open runs, from the journal.</summary>
internal static class WorkflowVerb
{
    private static readonly Option<int> Limit = new("--limit") { Description = "At most so many (default 20, at most 1000)", DefaultValueFactory = _ => 20, HelpName = "N" };

    private static readonly Option<bool> OnlyOpen = new("--open") { Description = "Only runs that have not ended" };

    private static readonly Argument<string> Run = new("run") { Description = "The run's id, or as much of its beginning as is unique" };

    public static Command Create()
    {
        var list = new Verb("list", "List runs, the latest first") { Examples = ["omua workflow list", "omua workflow list --open --json"] };
        list.Add(Limit);
        list.Add(OnlyOpen);
        var status = new Verb("status", "Show one run with its tasks") { Examples = ["omua workflow status RUN", "omua workflow status RUN --json"] };
        status.Add(Run);
        return new Verb("workflow", "List and show runs") { list.Does(ListAsync), status.Does(StatusAsync) };
    }

    private static async Task<int> ListAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        var store = await application.StorageAsync(cancellationToken);
        var limit = invocation.Get(Limit);
        if (limit is < 1 or > 1000)
        {
            throw new FaultException(UsageFaults.Wrong($"--limit cannot be {limit}", "use 1 to 1000"));
        }

        var runs = (await store.Journal.ListAsync(new RunQuery { Limit = limit, IsOpen = invocation.Get(OnlyOpen) ? true : null }, cancellationToken)).Items;
        var now = application.Time.GetUtcNow();
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => RunEntryJson.WriteArray(writer, runs, now));
            return ExitCode.Done;
        }

        var table = new TextTable("run", "status", "created", "updated", "events").Right(4);
        foreach (var run in runs)
        {
            table.Add(run.RunId, RunEntryJson.Status(run, now), $"{run.CreatedAt:yyyy-MM-dd HH:mm:ss}Z", $"{run.UpdatedAt:yyyy-MM-dd HH:mm:ss}Z", $"{run.LastSequence}");
        }

        invocation.Output.Table(table);
        return ExitCode.Done;
    }

    private static async Task<int> StatusAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        var store = await application.StorageAsync(cancellationToken);
        var run = await RunSearch.FindAsync(store.Journal, invocation.Get(Run)!, cancellationToken);
        var events = new List<JournalEvent>();
        await foreach (var each in store.Journal.LoadAsync(run.RunId, cancellationToken: cancellationToken))
        {
            events.Add(each);
        }

        var now = application.Time.GetUtcNow();
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => RunHistoryJson.Write(writer, run, events, now));
        }
        else
        {
            invocation.Output.Heading($"{run.RunId}  {RunEntryJson.Status(run, now)}");
            foreach (var each in events)
            {
                invocation.Output.Line($"  {each.RecordedAt:HH:mm:ss.fff}Z  {each.Kind,-20}  {RunHistoryJson.TaskOf(each)}");
            }
        }

        return ExitCode.Done;
    }
}
