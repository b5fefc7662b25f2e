using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Engine.Running;

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
        var cancel = new Verb("cancel", "End a run: a running one within seconds, an interrupted one at once") { Examples = ["omua workflow cancel RUN"] };
        cancel.Add(Run);
        return new Verb("workflow", "List, show and cancel runs") { list.Does(ListAsync), status.Does(StatusAsync), cancel.Does(CancelAsync) };
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
            invocation.Output.Table(RunTaskTable.Of((await new RunHistory(store, application.Time).GetAsync(run.RunId, cancellationToken))!));
        }

        return ExitCode.Done;
    }

    private static async Task<int> CancelAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        var store = await application.StorageAsync(cancellationToken);
        var found = await RunSearch.FindAsync(store.Journal, invocation.Get(Run)!, cancellationToken);
        if (!found.IsOpen)
        {
            throw new FaultException(new Fault(FaultCodes.RunIsOver, $"run {found.RunId} has ended and cannot be cancelled", "'omua workflow list --open' shows the open ones"));
        }

        await new RunHistory(store, application.Time).RequestCancelAsync(found.RunId, cancellationToken);
        var run = await RunSearch.FindAsync(store.Journal, found.RunId, cancellationToken);
        var now = application.Time.GetUtcNow();
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => RunEntryJson.Write(writer, run, now));
        }
        else
        {
            invocation.Output.Line(run.IsOpen ? $"{run.RunId}: asked to end; 'omua workflow status {run.RunId}' shows when it has" : $"{run.RunId}: {RunEntryJson.Status(run, now)}");
        }

        return ExitCode.Done;
    }
}
