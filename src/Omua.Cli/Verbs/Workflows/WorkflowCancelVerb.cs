using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Engine.Running;

namespace Omua.Cli.Verbs.Workflows;

/// <summary><c>omua workflow cancel</c>.</summary>
internal static class WorkflowCancelVerb
{
    private static readonly Argument<string> Run = RunArgument.Required();

    public static Command Create()
    {
        var verb = new Verb("cancel", "End a run: a running one within seconds, any other at once") { Examples = ["omua workflow cancel RUN"] };
        verb.Add(Run);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        var store = await application.StorageAsync(cancellationToken);
        var history = new RunHistory(store);
        var found = await RunSearch.FindAsync(history, invocation.Get(Run)!, cancellationToken);
        if ((await history.FoldAsync(found.RunId, cancellationToken)).IsOver)
        {
            throw new FaultException(new Fault(FaultCodes.RunIsOver, $"run {found.RunId} has ended and cannot be cancelled", "'omua workflow list --open' shows the open ones"));
        }

        await application.NoteAsync("cancelled", found.RunId, cancellationToken: cancellationToken);
        await new RunDesk(store, application.Time).CancelAsync(found.RunId, cancellationToken);
        var run = await RunSearch.FindAsync(history, found.RunId, cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => RunEntryJson.Write(writer, run));
        }
        else
        {
            invocation.Output.Line(run.IsOpen ? $"{run.RunId}: asked to end; 'omua workflow status {run.RunId}' shows when it has" : $"{run.RunId}: {RunEntryJson.Status(run)}");
        }

        return ExitCode.Done;
    }
}
