using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;
using Omua.Engine.Planning;

namespace Omua.Engine.Running;

/// <summary>
/// The embedded runtime: moves signals to <see cref="RunDecider"/>, journals what it decides in one commit a turn, then carries out its commands.
/// </summary>
/// <param name="storage">The store.</param>
/// <param name="options">How runs are executed.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where to say what goes wrong beside the run.</param>
/// <param name="silos">The machines of the cluster; null where there is none.</param>
/// <param name="slots">What all runs of the process share; null where each has its own limits alone.</param>
internal sealed class RunEngine(IStorageBackend storage, EngineOptions options, TimeProvider time, ILogger logger, ISilos? silos = null, AttemptSlots? slots = null)
{
    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    /// <summary>Stores a plan as a run that <see cref="TakeUpAsync"/> starts later.</summary>
    /// <exception cref="FaultException">The plan cannot run; nothing was stored.</exception>
    public async Task<RunState> CreateAsync(RunRequest request, CancellationToken cancellationToken = default)
    {
        Check(request.Plan.Tasks, request.Agents);
        var state = new RunState(request.RunId);
        var created = new RunEvent(RunEventKind.RunCreated, time.GetUtcNow()) { Terms = Terms(request) };
        state.Apply(created);
        await storage.Journal.AppendAsync(RunWriter.Commit(state, 0, [created]), cancellationToken).ConfigureAwait(false);
        return state;
    }

    /// <summary>Executes a plan to its end, or until nothing can happen before a person has answered. A cancelled token ends the run as cancelled, with its state stored; it does not throw.</summary>
    /// <param name="request">The run.</param>
    /// <param name="progress">Told each event once it is durable.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <param name="drain">Stops this process's work on the run in an orderly way: nothing more is started, what is under way may end within <see cref="EngineOptions.DrainGrace"/>, and the run stays open for whoever takes it up.</param>
    /// <exception cref="FaultException">The plan cannot run; nothing was started or stored.</exception>
    public async Task<RunState> ExecuteAsync(RunRequest request, IProgress<RunEvent>? progress = null, CancellationToken cancellationToken = default, CancellationToken drain = default)
    {
        Check(request.Plan.Tasks, request.Agents);
        return await HoldAsync(request.RunId, Here(request.Agents, request.Context), progress, (_, _) => Task.FromResult(
            (new RunState(request.RunId), new RunSignal(RunSignalKind.Start, time.GetUtcNow()) { Terms = Terms(request) })), default, cancellationToken, drain).ConfigureAwait(false);
    }

    /// <summary>
    /// Starts a run that was created, or goes on with one whose process has ended. Recorded tasks are not run again; attempts that were under way are.
    /// </summary>
    /// <exception cref="FaultException">The run is unknown, over, or being worked on.</exception>
    public Task<RunState> TakeUpAsync(
        string runId, IReadOnlyDictionary<string, IAgent> agents, ContextData context, IProgress<RunEvent>? progress = null, CancellationToken cancellationToken = default, CancellationToken drain = default) =>
        HoldAsync(runId, Here(agents, context), progress, async (attempts, token) =>
        {
            var taken = await TakenUpAsync(runId, attempts, token).ConfigureAwait(false);
            Check(taken.State.Terms!.Tasks, agents);
            return taken;
        }, default, cancellationToken, drain);

    /// <summary>Opens a run that has ended once more, for <see cref="TakeUpAsync"/>.</summary>
    public Task RetryAsync(string runId, string reason, CancellationToken cancellationToken = default) => new RunDesk(storage, time).RetryAsync(runId, null, reason, cancellationToken);

    /// <summary>
    /// The same with attempts that are carried out elsewhere. When told to leave it stops between two turns and gives the run back; attempts under way go on for whoever takes it up next.
    /// </summary>
    /// <returns>The run as it was left.</returns>
    public Task<RunState> HostAsync(string runId, Func<RunSignals, IAttempts> attempts, IProgress<RunEvent>? progress, CancellationToken leave) =>
        HoldAsync(runId, (signals, _) => attempts(signals), progress, (own, token) => TakenUpAsync(runId, own, token), leave, default, default);

    private Func<RunSignals, ActivityContext, IAttempts> Here(IReadOnlyDictionary<string, IAgent> agents, ContextData context) => (signals, activity) =>
        new AttemptRunner(agents, context, options, signals.Time, signals.Send, signals.SendAndRunOn, slots) { Activity = activity };

    private async Task<(RunState State, RunSignal First)> TakenUpAsync(string runId, IAttempts attempts, CancellationToken cancellationToken)
    {
        // Read under the lease: nobody writes the run between this and our first commit.
        var state = await new RunHistory(storage).FoldAsync(runId, cancellationToken).ConfigureAwait(false);
        RequireTakeable(state);
        if (state.Status == RunStatus.Created)
        {
            return (state, new RunSignal(RunSignalKind.Start, time.GetUtcNow()));
        }

        var alive = await attempts.AliveAsync(state, cancellationToken).ConfigureAwait(false);
        var notBegun = await attempts.NotBegunAsync(state, alive, cancellationToken).ConfigureAwait(false);
        return (state, new RunSignal(RunSignalKind.Resume, time.GetUtcNow()) { Alive = alive, NotBegun = notBegun });
    }

    private static void RequireTakeable(RunState state)
    {
        if (state.Sequence == 0)
        {
            throw new FaultException(new Fault(FaultCodes.UnknownRun, $"there is no run '{state.RunId}'", "omua workflow list shows the runs"));
        }

        if (state.IsOver)
        {
            throw new FaultException(new Fault(FaultCodes.RunIsOver, $"run {state.RunId} has ended ({WireNames.Of(state.Status)})", "start a new run"));
        }
    }

    private void Check(IReadOnlyList<TaskSpec> tasks, IReadOnlyDictionary<string, IAgent> agents)
    {
        var faults = PlanCheck.Check(tasks, [.. agents.Keys], options.PlanLimits);
        if (faults.Count > 0)
        {
            throw new FaultException(faults);
        }
    }

    private RunTerms Terms(RunRequest request) => new()
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
        CrashLimit = options.CrashLimit,
        AgentLimits = options.AgentLimits,
        Timeout = request.Timeout ?? options.RunTimeout,
        Origin = request.Origin,
        Goal = request.Context.Goal,
        Inputs = request.Inputs,
    };

    private async Task<RunState> HoldAsync(
        string runId,
        Func<RunSignals, ActivityContext, IAttempts> attemptsOf,
        IProgress<RunEvent>? progress,
        Func<IAttempts, CancellationToken, Task<(RunState State, RunSignal First)>> begin,
        CancellationToken leave,
        CancellationToken cancellationToken,
        CancellationToken drain)
    {
        using var signals = new RunSignals(new SteadyTime(time));
        await using var claim = await RunClaim.TakeAsync(storage, runId, _owner, options.LeaseDuration, time, signals, silos, logger, cancellationToken).ConfigureAwait(false);
        using var activity = EngineActivity.Run(runId, _owner);
        await using var attempts = attemptsOf(signals, activity?.Context ?? default);
        var (state, first) = await begin(attempts, cancellationToken).ConfigureAwait(false);
        using var lost = claim.Lost.Register(signals.Close);
        using var left = leave.Register(signals.Close);
        using var cancelled = cancellationToken.Register(() => signals.Send(RunSignalKind.Cancel, "cancelled by the caller"));
        using var graceOver = new CancellationTokenSource();
        using var released = graceOver.Token.Register(() => signals.Send(RunSignalKind.Release));
        using var drained = drain.Register(() =>
        {
            signals.Send(RunSignalKind.Tick);
            graceOver.CancelAfter(options.DrainGrace);
        });
        foreach (var said in await new RunDesk(storage, time).LeftAsync(runId, cancellationToken).ConfigureAwait(false))
        {
            signals.Send(said);
        }

        await TurnAsync(state, first, signals, claim, attempts, progress, leave, drain).ConfigureAwait(false);
        EngineActivity.End(activity, state);
        return state;
    }

    private async Task TurnAsync(
        RunState state, RunSignal first, RunSignals signals, RunClaim claim, IAttempts attempts, IProgress<RunEvent>? progress, CancellationToken leave, CancellationToken drain)
    {
        var writer = new RunWriter(storage, claim, options, time, logger);
        var (events, commands) = (new List<RunEvent>(), new List<RunCommand>());

        // Whatever was said meanwhile is heard after the run's own beginning.
        IReadOnlyList<RunSignal>? taken = [first];
        for (; taken is not null; taken = await TakeAsync(signals, claim, leave).ConfigureAwait(false))
        {
            // One turn is one commit: all that has arrived is decided together, journalled, and only then acted on.
            events.Clear();
            commands.Clear();
            foreach (var signal in taken)
            {
                RunDecider.Decide(state, signal, events, commands, mayStart: !drain.IsCancellationRequested);
            }

            await writer.WriteAsync(state, events).ConfigureAwait(false);
            if (progress is not null)
            {
                events.ForEach(progress.Report);
            }

            foreach (var command in commands)
            {
                Carry(command, state, attempts, signals);
            }

            if (state.IsOver || state.IsWaiting || (drain.IsCancellationRequested && state.Tasks.Of(TaskStatus.Running) == 0))
            {
                return;
            }
        }

        // Left for whoever takes the run up next: what nobody has begun is lost with this process.
        events.Clear();
        foreach (var given in await attempts.GiveBackAsync().ConfigureAwait(false))
        {
            RunDecider.Decide(state, given, events, commands, mayStart: false);
        }

        await writer.WriteAsync(state, events).ConfigureAwait(false);
    }

    /// <summary>Null where the run is to be left.</summary>
    private static async ValueTask<IReadOnlyList<RunSignal>?> TakeAsync(RunSignals signals, RunClaim claim, CancellationToken leave)
    {
        try
        {
            return leave.IsCancellationRequested ? null : await signals.TakeAsync().ConfigureAwait(false);
        }
        catch (ChannelClosedException exception)
        {
            return leave.IsCancellationRequested && !claim.Lost.IsCancellationRequested ? null : throw claim.TakenOver(exception);
        }
    }

    private static void Carry(RunCommand command, RunState state, IAttempts attempts, RunSignals signals)
    {
        switch (command.Kind)
        {
            case RunCommandKind.StartAttempt:
                attempts.Start(state, state.Tasks[command.TaskId!], command.Attempt);
                break;
            case RunCommandKind.CancelAttempt:
                attempts.Cancel(command.TaskId!);
                break;
            default:
                signals.WakeAt(command.At);
                break;
        }
    }
}
