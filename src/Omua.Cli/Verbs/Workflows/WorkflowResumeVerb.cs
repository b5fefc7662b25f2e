using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Runs;
using Omua.Cli.Shell;
using Omua.Engine;
using Omua.Engine.Running;

namespace Omua.Cli.Verbs.Workflows;

/// <summary><c>omua workflow resume</c>: goes on with a run whose process has ended. Nothing that is recorded is done again.</summary>
internal static class WorkflowResumeVerb
{
    private static readonly Argument<string?> Run = RunArgument.Optional();

    private static readonly Option<bool> AcceptChanges = RunArgument.AcceptChanges();

    public static Command Create()
    {
        var verb = new Verb("resume", "Go on with an interrupted run; recorded tasks are not done again, and it answers as 'omua run' does")
        {
            Examples = ["omua workflow resume", "omua workflow resume RUN --json"],
        };
        verb.Add(Run);
        verb.Add(AcceptChanges);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        var history = new RunHistory(await application.StorageAsync(cancellationToken));
        var found = invocation.Get(Run) is { } id
            ? await RunSearch.FindAsync(history, id, cancellationToken)
            : await RunSearch.OnlyInterruptedAsync(history, cancellationToken);
        var run = (await history.GetAsync(found.RunId, cancellationToken))!;
        return run.Status is RunStatus.Interrupted or RunStatus.Waiting
            ? await RunTakeUp.ExecuteAsync(invocation, application, run.State, invocation.Get(AcceptChanges), cancellationToken)
            : throw RunSearch.NotInState(run, "resume goes on with interrupted runs");
    }
}
