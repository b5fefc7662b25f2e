using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Runs;
using Omua.Cli.Shell;
using Omua.Cli.Up;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;
using Omua.Engine.Running;

namespace Omua.Cli.Verbs.Workflows;

/// <summary><c>omua workflow status</c>.</summary>
internal static class WorkflowStatusVerb
{
    private static readonly Argument<string> Run = RunArgument.Required();

    private static readonly Option<bool> Follow = new("--follow") { Description = "Show its progress as it goes, until it ends or waits for a person" };

    private static readonly Option<bool> AllAttempts = new("--attempts") { Description = "Every attempt (default: of tasks that did not complete at the first)" };

    public static Command Create()
    {
        var verb = new Verb("status", "Show one run with its tasks, and a timeline of its attempts with what ended them") { Examples = ["omua workflow status RUN", "omua workflow status RUN --follow", "omua workflow status RUN --attempts --json"] };
        verb.Add(Run);
        verb.Add(Follow);
        verb.Add(AllAttempts);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        var store = await application.StorageAsync(cancellationToken);
        var history = new RunHistory(store);
        var run = await RunSearch.FindAsync(history, invocation.Get(Run)!, cancellationToken);
        if (invocation.Get(Follow))
        {
            var progress = Runs.RunCommand.Progress(invocation.Output, application.Time);
            await progress.ShowAsync(async () =>
            {
                await new RunFollower(store, application.Time, progress).FollowAsync(run.RunId, cancellationToken);
                return true;
            });
            run = await RunSearch.FindAsync(history, run.RunId, cancellationToken);
        }

        var refused = run.IsOpen ? await RefusedRun.WhyAsync(store.Documents, run.RunId, cancellationToken) : [];
        var events = new List<JournalEvent>();
        await foreach (var each in store.Journal.LoadAsync(run.RunId, cancellationToken: cancellationToken))
        {
            events.Add(each);
        }

        var folded = events.Select(RunEventJson.Read).ToList();
        var attempts = TaskAttempts.Of(folded);
        var llm = await LlmSpend.OfRunAsync(store.Documents, run.RunId, cancellationToken) is { } spend ? new LlmSpend(spend, LlmSetup.Settings(application).Currency) : null;
        var narrative = await RunNarratives.OfRunAsync(store.Documents, run.RunId, cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => RunHistoryJson.Write(writer, run, events, attempts, refused, llm, narrative));
        }
        else
        {
            invocation.Output.Heading($"{run.RunId}  {RunEntryJson.Status(run)}");
            if (llm is not null)
            {
                invocation.Output.Line($"language models: {llm.Words()}");
            }

            if (narrative is not null)
            {
                invocation.Output.Line($"summary by {narrative["model"]}: {narrative["text"]}");
            }

            foreach (var why in refused)
            {
                invocation.Output.Line($"cannot be taken up: {why}");
            }

            var state = new RunState(run.RunId);
            folded.ForEach(state.Apply);
            invocation.Output.Table(RunTaskTable.Of(state));
            var shown = invocation.Get(AllAttempts) ? attempts : [.. attempts.GroupBy(attempt => attempt.TaskId, StringComparer.Ordinal).Where(same => same.Count() > 1 || same.First().Outcome != TaskAttempts.Completed).SelectMany(same => same)];
            if (shown.Count > 0)
            {
                invocation.Output.Heading("attempts");
                invocation.Output.Table(AttemptTable.Of([.. shown.OrderBy(attempt => attempt.StartedAt)], state.StartedAt));
            }
        }

        return ExitCode.Done;
    }
}
