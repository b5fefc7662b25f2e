using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Runs;
using Omua.Cli.Shell;
using Omua.Engine.Running;

namespace Omua.Cli.Verbs.Workflows;

/// <summary><c>omua workflow status</c>.</summary>
internal static class WorkflowStatusVerb
{
    private static readonly Argument<string> Run = RunArgument.Required();

    public static Command Create()
    {
        var verb = new Verb("status", "Show one run with its tasks") { Examples = ["omua workflow status RUN", "omua workflow status RUN --json"] };
        verb.Add(Run);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        var store = await application.StorageAsync(cancellationToken);
        var history = new RunHistory(store, application.Time);
        var run = await RunSearch.FindAsync(history, invocation.Get(Run)!, cancellationToken);
        var now = application.Time.GetUtcNow();
        var llm = await LlmSpend.OfRunAsync(store.Documents, run.RunId, cancellationToken) is { } spend ? new LlmSpend(spend, LlmSetup.Settings(application).Currency) : null;
        var narrative = await RunNarratives.OfRunAsync(store.Documents, run.RunId, cancellationToken);
        if (invocation.IsJson)
        {
            var events = new List<JournalEvent>();
            await foreach (var each in store.Journal.LoadAsync(run.RunId, cancellationToken: cancellationToken))
            {
                events.Add(each);
            }

            invocation.Output.Json(writer => RunHistoryJson.Write(writer, run, events, llm, narrative, now));
        }
        else
        {
            invocation.Output.Heading($"{run.RunId}  {RunEntryJson.Status(run, now)}");
            if (llm is not null)
            {
                invocation.Output.Line($"language models: {llm.Words()}");
            }

            if (narrative is not null)
            {
                invocation.Output.Line($"summary by {narrative["model"]}: {narrative["text"]}");
            }

            invocation.Output.Table(RunTaskTable.Of(await history.FoldAsync(run.RunId, cancellationToken)));
        }

        return ExitCode.Done;
    }
}
