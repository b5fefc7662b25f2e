using System.CommandLine;
using System.Text.Json.Nodes;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Engine.Running;

namespace Omua.Cli.Verbs.Workflows;

/// <summary><c>omua workflow approve</c> and <c>reject</c>: a person answers for the tasks of a run that wait for it.</summary>
internal static class WorkflowAnswerVerb
{
    public static Command Approve() => Create("approve", "Agree to the tasks of a run that wait for approval; the run then goes on with 'omua workflow resume'", isApproved: true);

    public static Command Reject() => Create("reject", "Refuse the tasks of a run that wait for approval: they and what depends on them are not done", isApproved: false);

    private static Verb Create(string name, string description, bool isApproved)
    {
        var run = RunArgument.Required();
        var task = new Option<string?>("--task") { Description = "Only this task (default: every task that waits)", HelpName = "ID" };
        var reason = new Option<string?>("--reason") { Description = "Why; it is kept in the journal", HelpName = "TEXT" };
        var verb = new Verb(name, description) { Examples = [$"omua workflow {name} RUN", $"omua workflow {name} RUN --task budget.apply --reason \"agreed with finance\""] };
        verb.Add(run);
        verb.Add(task);
        verb.Add(reason);
        return verb.Does((invocation, cancellationToken) => RunAsync(invocation, invocation.Get(run)!, invocation.Get(task), invocation.Get(reason), isApproved, cancellationToken));
    }

    private static async Task<int> RunAsync(Invocation invocation, string id, string? only, string? reason, bool isApproved, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        var store = await application.StorageAsync(cancellationToken);
        var history = new RunHistory(store);
        var found = await RunSearch.FindAsync(history, id, cancellationToken);
        var waiting = (await history.FoldAsync(found.RunId, cancellationToken)).Tasks.All.Where(task => task.IsWaitingForAnswer && (only is null || task.Spec.Id == only)).ToList();
        if (waiting.Count == 0)
        {
            throw new FaultException(new Fault(
                FaultCodes.NothingToAnswer,
                only is null ? $"no task of run {found.RunId} waits for an answer" : $"task '{only}' of run {found.RunId} waits for no answer",
                $"'omua workflow status {found.RunId}' shows how its tasks stand"));
        }

        var said = $"{(isApproved ? "approved" : "rejected")} by {Environment.UserName}{(reason is null ? "" : $": {reason}")}";
        foreach (var task in waiting)
        {
            await application.NoteAsync(isApproved ? "approved" : "rejected", found.RunId, new JsonObject { ["task"] = task.Spec.Id, ["reason"] = reason }, cancellationToken: cancellationToken);
            await new RunDesk(store, application.Time).AnswerAsync(found.RunId, task.Spec.Id, isApproved, said, cancellationToken);
        }

        var run = (await history.GetAsync(found.RunId, cancellationToken))!;
        var status = Omua.Engine.Journal.WireNames.Of(run.Status);
        if (invocation.IsJson)
        {
            invocation.Output.Json(new JsonObject
            {
                ["run"] = found.RunId, ["status"] = status, ["answer"] = isApproved ? "approved" : "rejected",
                ["tasks"] = new JsonArray([.. waiting.Select(task => (JsonNode)task.Spec.Id)]),
            });
            return ExitCode.Done;
        }

        foreach (var task in waiting)
        {
            invocation.Output.Line($"{task.Spec.Id}: {said}");
        }

        invocation.Output.Line(run.Status == Omua.Engine.RunStatus.Interrupted ? $"next: omua workflow resume {found.RunId}" : $"run {found.RunId}: {status}");
        return ExitCode.Done;
    }
}
