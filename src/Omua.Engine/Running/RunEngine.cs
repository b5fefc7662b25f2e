using Microsoft.Extensions.Logging;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;
using Omua.Engine.Planning;

namespace Omua.Engine.Running;

/// <summary>
/// The embedded runtime: moves signals to <see cref="RunDecider"/>, journals what it decides in one commit a turn, then carries out its commands.
/// </summary>
internal sealed class RunEngine(IStorageBackend storage, EngineOptions options, TimeProvider time, ILogger logger)
{
    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    /// <summary>Executes a plan to its end. A cancelled token ends the run as cancelled, with its state stored; it does not throw.</summary>
    /// <exception cref="FaultException">The plan cannot run; nothing was started or stored.</exception>
    public async Task<RunState> ExecuteAsync(RunRequest request, IProgress<RunEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        var faults = PlanCheck.Check(request.Plan.Tasks, [.. request.Agents.Keys]);
        if (faults.Count > 0)
        {
            throw new FaultException(faults);
        }

        var terms = new RunTerms
        {
            PlanSource = request.Plan.Source,
            PlanHash = request.Plan.Hash,
            Tasks = request.Plan.Tasks,
            DryRun = request.DryRun,
            MaxParallel = options.MaxParallel,
            Retries = options.Retries,
            RetryDelay = options.RetryDelay,
            RetryDelayMax = options.RetryDelayMax,
            FailurePolicy = options.FailurePolicy,
            Goal = request.Context.Goal,
        };
        var start = new RunSignal(RunSignalKind.Start, time.GetUtcNow()) { Terms = terms };
        return await LoopAsync(new RunState(request.RunId), start, request.Agents, request.Context, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes on with an open run that no process works on. Recorded tasks are not run again; attempts that were under way are.</summary>
    /// <exception cref="FaultException">The run is unknown, over, or being worked on.</exception>
    public async Task<RunState> ResumeAsync(
        string runId, IReadOnlyDictionary<string, IAgent> agents, ContextData context, IProgress<RunEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        var state = await new RunHistory(storage, time).GetAsync(runId, cancellationToken).ConfigureAwait(false)
            ?? throw new FaultException(new Fault(FaultCodes.UnknownRun, $"There is no run '{runId}'.", "omua workflow list shows the runs."));
        if (state.IsOver)
        {
            throw new FaultException(new Fault(FaultCodes.RunIsOver, $"Run {runId} has ended ({WireNames.Of(state.Status)}).", "Start a new run."));
        }

        var faults = PlanCheck.Check(state.Terms!.Tasks, [.. agents.Keys]);
        if (faults.Count > 0)
        {
            throw new FaultException(faults);
        }

        return await LoopAsync(
            state with { Status = RunStatus.Running }, new RunSignal(RunSignalKind.Resume, time.GetUtcNow()), agents, context, progress, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RunState> LoopAsync(
        RunState state, RunSignal first, IReadOnlyDictionary<string, IAgent> agents, ContextData context, IProgress<RunEvent>? progress, CancellationToken cancellationToken)
    {
        var signals = new RunSignals(time);
        await using var claim = await RunClaim.TakeAsync(storage, state.RunId, _owner, options.LeaseDuration, time, signals, logger, cancellationToken).ConfigureAwait(false);
        await using var attempts = new AttemptRunner(agents, context, options, time, signals);
        using var cancelled = cancellationToken.Register(() => signals.Send(RunSignalKind.Cancel, "cancelled by the caller"));
        signals.Send(first);
        while (!state.IsOver)
        {
            // One turn is one commit: all that has arrived is decided together, journalled, and only then acted on.
            var events = new List<RunEvent>();
            var commands = new List<RunCommand>();
            foreach (var signal in await signals.TakeAsync(claim.Lost).ConfigureAwait(false))
            {
                var decision = RunDecider.Decide(state, signal);
                state = decision.State;
                events.AddRange(decision.Events);
                commands.AddRange(decision.Commands);
            }

            await AppendAsync(state, events, claim.Lease).ConfigureAwait(false);
            events.ForEach(@event => progress?.Report(@event));
            foreach (var command in commands)
            {
                Carry(command, state, attempts, signals);
            }
        }

        return state;
    }

    private static void Carry(RunCommand command, RunState state, AttemptRunner attempts, RunSignals signals)
    {
        switch (command.Kind)
        {
            case RunCommandKind.StartAttempt:
                attempts.Start(state, state.ById[command.TaskId!], command.Attempt);
                break;
            case RunCommandKind.CancelAttempt:
                attempts.Cancel(command.TaskId!);
                break;
            default:
                signals.WakeAt(command.At);
                break;
        }
    }

    private async Task AppendAsync(RunState state, List<RunEvent> events, RunLease lease)
    {
        if (events.Count == 0)
        {
            return;
        }

        // Not cancellable: a run that is being cancelled still has to be recorded as such.
        await storage.Journal.AppendAsync(
            new JournalAppend
            {
                RunId = state.RunId,
                ExpectedSequence = state.Sequence - events.Count,
                Events = [.. events.Select(RunEventJson.Write)],
                Summary = RunSummary.Of(state),
                IsOpen = !state.IsOver,
                Lease = lease,
            },
            CancellationToken.None).ConfigureAwait(false);
    }
}
