using System.Text.Json.Nodes;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Engine.Running;

/// <summary>
/// What people say to a run: cancel, approve, reject. Where no process works on the run it is recorded here and now; where one does, it is left for that process,
/// which looks with each heartbeat.
/// </summary>
internal sealed class RunDesk(IStorageBackend storage, TimeProvider time)
{
    /// <summary>The collection of cancel requests, by run id.</summary>
    public const string CancelRequests = "run_cancel_requests";

    /// <summary>The collection of answers, by run id, slash, task id.</summary>
    public const string Answers = "run_answers";

    public const string CancelledByAPerson = "cancelled by a person";

    private static readonly TimeSpan Instant = TimeSpan.FromSeconds(10);

    /// <summary>Cancels a run. A running one ends within seconds; one that nobody works on is closed here and now.</summary>
    /// <returns>The run as it then stands.</returns>
    public async Task<StoredRun> CancelAsync(string runId, CancellationToken cancellationToken = default)
    {
        var closed = await WriteAsync(
            runId,
            state => state.IsOver ? [] :
            [
                .. RunDecider.Decide(state, new RunSignal(RunSignalKind.Cancel, time.GetUtcNow()) { Reason = CancelledByAPerson }, mayStart: false).Events,
                .. state.IsOver ? [] : RunDecider.Decide(state, new RunSignal(RunSignalKind.Resume, time.GetUtcNow()), mayStart: false).Events,
            ],
            cancellationToken).ConfigureAwait(false);
        if (closed is not null)
        {
            return new StoredRun(closed, closed.Status);
        }

        await storage.Documents.PutAsync(CancelRequests, runId, "{}", null, cancellationToken).ConfigureAwait(false);
        return (await new RunHistory(storage).GetAsync(runId, cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>Answers for a task that waits for approval; one that does not is left alone.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="isApproved">The answer.</param>
    /// <param name="reason">Who, and why: it is journalled.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task AnswerAsync(string runId, string taskId, bool isApproved, string reason, CancellationToken cancellationToken = default)
    {
        var signal = new RunSignal(isApproved ? RunSignalKind.Approve : RunSignalKind.Reject, time.GetUtcNow()) { TaskId = taskId, Reason = reason };
        if (await WriteAsync(runId, state => RunDecider.Decide(state, signal, mayStart: false).Events, cancellationToken).ConfigureAwait(false) is null)
        {
            var answer = new JsonObject { ["approved"] = isApproved, ["reason"] = reason };
            await storage.Documents.PutAsync(Answers, $"{runId}/{taskId}", answer.ToJsonString(), null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Opens a run that has ended once more: the task, or all that did not complete. Whoever takes it up does them.</summary>
    /// <exception cref="FaultException">The run goes on, is being worked on, or there is nothing to try again.</exception>
    public async Task RetryAsync(string runId, string? taskId, string reason, CancellationToken cancellationToken = default)
    {
        // A cancel request of the run's first life would end the second.
        await storage.Documents.DeleteAsync(CancelRequests, runId, null, cancellationToken).ConfigureAwait(false);
        var signal = new RunSignal(RunSignalKind.Reopen, time.GetUtcNow()) { TaskId = taskId, Reason = reason };
        var written = await WriteAsync(runId, state => RunDecider.CanReopen(state, taskId) ? RunDecider.Decide(state, signal, mayStart: false).Events : throw NothingToRetry(state, taskId), cancellationToken).ConfigureAwait(false);
        if (written is null)
        {
            throw new FaultException(new Fault(FaultCodes.RunIsBusy, $"another process works on run {runId}", $"watch it with: omua workflow status {runId}"));
        }
    }

    private static FaultException NothingToRetry(RunState state, string? taskId) => new(!state.IsOver
        ? new Fault(FaultCodes.RunInOtherState, $"run {state.RunId} has not ended, and only what has ended can be tried again", $"omua workflow resume {state.RunId}")
        : taskId is null ? new Fault(FaultCodes.NothingToRetry, $"every task of run {state.RunId} has completed", "start a new run: omua run --data PATH")
        : state.Tasks.Find(taskId) is null ? new Fault(FaultCodes.NothingToRetry, $"run {state.RunId} has no task '{taskId}'", $"'omua workflow status {state.RunId}' shows its tasks")
        : new Fault(FaultCodes.NothingToRetry, $"task '{taskId}' of run {state.RunId} has completed, and what completed is never done again", "start a new run: omua run --data PATH"));

    /// <summary>What was left for the process that works on the run. Hearing it twice does no harm.</summary>
    public async Task<IReadOnlyList<RunSignal>> LeftAsync(string runId, CancellationToken cancellationToken)
    {
        var signals = new List<RunSignal>();
        if (await storage.Documents.GetAsync(CancelRequests, runId, cancellationToken).ConfigureAwait(false) is not null)
        {
            signals.Add(new RunSignal(RunSignalKind.Cancel, time.GetUtcNow()) { Reason = CancelledByAPerson });
        }

        foreach (var answer in (await storage.Documents.ListAsync(Answers, $"{runId}/", 1000, null, cancellationToken).ConfigureAwait(false)).Items)
        {
            var json = JsonNode.Parse(answer.Json)!;
            signals.Add(new RunSignal(json["approved"]!.GetValue<bool>() ? RunSignalKind.Approve : RunSignalKind.Reject, time.GetUtcNow())
            {
                TaskId = answer.Key[(runId.Length + 1)..], Reason = json["reason"]!.GetValue<string>(),
            });
        }

        return signals;
    }

    /// <summary>Null where another process holds the run.</summary>
    private async Task<RunState?> WriteAsync(string runId, Func<RunState, IReadOnlyList<RunEvent>> decide, CancellationToken cancellationToken)
    {
        if (await RunClaim.LeaseAsync(storage, runId, $"desk:{Guid.NewGuid():N}", Instant, silos: null, cancellationToken).ConfigureAwait(false) is not { } lease)
        {
            return null;
        }

        try
        {
            var state = await new RunHistory(storage).FoldAsync(runId, cancellationToken).ConfigureAwait(false);
            var before = state.Sequence;
            var events = decide(state);
            if (events.Count > 0)
            {
                await storage.Journal.AppendAsync(RunWriter.Commit(state, before, events) with { Lease = lease }, cancellationToken).ConfigureAwait(false);
            }

            return state;
        }
        finally
        {
            await storage.Journal.ReleaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
