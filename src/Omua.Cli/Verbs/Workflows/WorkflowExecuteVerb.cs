using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Runs;
using Omua.Cli.Shell;
using Omua.Engine;
using Omua.Engine.Running;

namespace Omua.Cli.Verbs.Workflows;

/// <summary><c>omua workflow execute</c>: runs what <c>create</c> stored.</summary>
internal static class WorkflowExecuteVerb
{
    private static readonly Argument<string> Run = RunArgument.Required();

    private static readonly Option<bool> AcceptChanges = RunArgument.AcceptChanges();

    public static Command Create()
    {
        var verb = new Verb("execute", "Execute a run that was created; answers as 'omua run' does") { Examples = ["omua workflow execute RUN", "omua workflow execute RUN --json"] };
        verb.Add(Run);
        verb.Add(AcceptChanges);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        var history = new RunHistory(await application.StorageAsync(cancellationToken));
        var found = await RunSearch.FindAsync(history, invocation.Get(Run)!, cancellationToken);
        var run = (await history.GetAsync(found.RunId, cancellationToken))!;
        return run.Status == RunStatus.Created
            ? await RunTakeUp.ExecuteAsync(invocation, application, run.State, invocation.Get(AcceptChanges), cancellationToken)
            : throw RunSearch.NotInState(run, "execute runs what 'omua workflow create' stored");
    }
}
