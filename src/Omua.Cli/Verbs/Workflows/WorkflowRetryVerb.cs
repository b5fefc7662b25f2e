using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Runs;
using Omua.Cli.Shell;
using Omua.Engine.Running;

namespace Omua.Cli.Verbs.Workflows;

/// <summary><c>omua workflow retry</c>: does again what did not complete of a run that has ended. What completed stays, and is not done again.</summary>
internal static class WorkflowRetryVerb
{
    private static readonly Argument<string> Run = RunArgument.Required();

    private static readonly Argument<string?> Task = new("task") { Description = "Only this task, with what it waits for and what waits for it (default: all that did not complete)", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<bool> AcceptChanges = RunArgument.AcceptChanges();

    private static readonly Option<bool> Queue = new("--queue") { Description = "Leave it to a process of 'omua up'" };

    public static Command Create()
    {
        var verb = new Verb("retry", "Try again what did not complete of a run that has ended; it answers as 'omua run' does")
        {
            Examples = ["omua workflow retry RUN", "omua workflow retry RUN budget.allocation", "omua workflow retry RUN --queue"],
        };
        verb.Add(Run);
        verb.Add(Task);
        verb.Add(AcceptChanges);
        verb.Add(Queue);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        var store = await application.StorageAsync(cancellationToken);
        var history = new RunHistory(store);
        var found = await RunSearch.FindAsync(history, invocation.Get(Run)!, cancellationToken);
        await new RunDesk(store, application.Time).RetryAsync(found.RunId, invocation.Get(Task), $"tried again by {Environment.UserName}", cancellationToken);
        if (!invocation.Get(Queue))
        {
            return await RunTakeUp.ExecuteAsync(invocation, application, await history.FoldAsync(found.RunId, cancellationToken), invocation.Get(AcceptChanges), cancellationToken);
        }

        var run = await RunSearch.FindAsync(history, found.RunId, cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => RunEntryJson.Write(writer, run));
        }
        else
        {
            invocation.Output.Line($"{run.RunId}: open again; 'omua up' works it off, or: omua workflow resume {run.RunId}");
        }

        return ExitCode.Done;
    }
}
