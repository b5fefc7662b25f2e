using Microsoft.Extensions.Logging;
using Omua.Cluster.Grains;
using Omua.Cluster.Membership;
using Omua.Engine;
using Omua.Engine.Deciding;
using Omua.Engine.Running;
using Orleans.Runtime;

namespace Omua.Cluster.Hosting;

/// <summary>The attempts on this silo. Each outcome is told to its run, wherever that is, until it is recorded there or no longer matters.</summary>
internal sealed partial class AttemptHost(
    GroundCache grounds, IRunGrounds machine, SuspectMarks marks, Silos silos, IGrainFactory grains, ClusterOptions cluster, EngineOptions options, TimeProvider time, ILogger<AttemptHost> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, HostedAttempt> _attempts = new(StringComparer.Ordinal);
    private readonly SiloSlots _slots = new(cluster.Slots);
    private readonly Random _jitter = new(Environment.ProcessId);
    private bool _isStopping;

    public OrderReply Start(string key, ClusterOrder order, Action ended)
    {
        lock (_gate)
        {
            var before = _attempts.GetValueOrDefault(key);
            if (before?.Number >= order.Order.Attempt)
            {
                return Reply(before.Number == order.Order.Attempt ? OrderAnswer.Accepted : OrderAnswer.Outdated);
            }

            if (_isStopping)
            {
                return Reply(OrderAnswer.Stopping);
            }

            if (!machine.Agents.ContainsKey(order.Order.Task.AgentType))
            {
                return Reply(OrderAnswer.NoAgent);
            }

            // Its run has given the attempt before up: nobody waits for that outcome.
            before?.GiveUp();
            var attempt = new HostedAttempt(order);
            _attempts[key] = attempt;
            attempt.Work = Task.Run(() => RunAsync(key, attempt, before?.Work ?? Task.CompletedTask, ended));
            return Reply(OrderAnswer.Accepted);
        }
    }

    public void Cancel(string key, int number)
    {
        lock (_gate)
        {
            if (_attempts.GetValueOrDefault(key) is { } attempt && attempt.Number == number)
            {
                attempt.Cancel();
            }
        }
    }

    public OrderReply Alive(string key, int number)
    {
        lock (_gate)
        {
            return Reply(_attempts.GetValueOrDefault(key)?.Number == number ? OrderAnswer.Accepted : OrderAnswer.Outdated);
        }
    }

    public bool IsBusy(string key)
    {
        lock (_gate)
        {
            return _attempts.ContainsKey(key);
        }
    }

    /// <summary>Takes nothing more, lets what is under way end for a while, and gives the rest back.</summary>
    public async Task DrainAsync(CancellationToken hurry)
    {
        List<HostedAttempt> attempts;
        lock (_gate)
        {
            _isStopping = true;
            attempts = [.. _attempts.Values];
        }

        var work = Task.WhenAll(attempts.Select(attempt => attempt.Work));
        if (await EndsAsync(work, cluster.Drain, hurry).ConfigureAwait(false))
        {
            return;
        }

        attempts.ForEach(attempt => attempt.Cancel("its machine was told to stop"));
        if (!await EndsAsync(work, options.CancelGrace + LongestWait + LongestWait, CancellationToken.None).ConfigureAwait(false))
        {
            Abandon();
        }
    }

    /// <summary>Ends everything without a word: this silo is out of the cluster, and its runs are elsewhere.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _isStopping = true;
            foreach (var attempt in _attempts.Values)
            {
                attempt.GiveUp();
            }
        }
    }

    private async Task<bool> EndsAsync(Task work, TimeSpan patience, CancellationToken hurry)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(hurry);
        return await Task.WhenAny(work, Task.Delay(patience, time, end.Token)).ConfigureAwait(false) == work;
    }

    private OrderReply Reply(OrderAnswer answer) => new(answer, silos.Self);

    private async Task RunAsync(string key, HostedAttempt attempt, Task before, Action ended)
    {
        await before.ConfigureAwait(false);
        var report = await OutcomeAsync(attempt).ConfigureAwait(false);
        await TellAsync(attempt, report).ConfigureAwait(false);
        lock (_gate)
        {
            if (_attempts.GetValueOrDefault(key) == attempt)
            {
                _attempts.Remove(key);
                ended();
            }
        }
    }

    private async Task<AttemptReport> OutcomeAsync(HostedAttempt attempt)
    {
        var order = attempt.Order.Order;
        try
        {
            var ground = await OutlastAsync(attempt, () => grounds.OpenAsync(order.RunId)).ConfigureAwait(false);
            using var slot = await _slots.TakeAsync(attempt.Order.IsAlone, attempt.Cancelled).ConfigureAwait(false);
            if (!await IsCurrentAsync(attempt).ConfigureAwait(false))
            {
                throw new OperationCanceledException();
            }

            return attempt.Order.IsAlone ? await CarryOutAloneAsync(attempt, ground).ConfigureAwait(false) : await CarryOutAsync(attempt, ground).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return Ended(attempt, new RunSignal(RunSignalKind.AttemptCancelled, time.GetUtcNow()) { Reason = "cancelled" });
        }
        catch (FaultException exception)
        {
            return Report(attempt, AttemptReportKind.Refused, string.Join("; ", exception.Faults.Select(fault => $"{fault.Code} {fault.Message}")));
        }
        catch (Exception exception)
        {
            // The runner of a task is one of the three borders. What an agent throws is an outcome already: this is the machine's own trouble, and another may do better.
            return Report(attempt, AttemptReportKind.Refused, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private async Task<AttemptReport> CarryOutAloneAsync(HostedAttempt attempt, RunGround ground)
    {
        var order = attempt.Order.Order;
        await OutlastAsync(attempt, () => marks.SetAsync(order.RunId, order.Task.Id, attempt.Number, attempt.Cancelled)).ConfigureAwait(false);
        await TellAsync(attempt, Report(attempt, AttemptReportKind.Begun, "it runs")).ConfigureAwait(false);
        var report = await CarryOutAsync(attempt, ground).ConfigureAwait(false);
        await UnmarkAsync(order.RunId, order.Task.Id).ConfigureAwait(false);
        return report;
    }

    /// <summary>A mark names its attempt, so one that stays behind says nothing of later ones; the outcome is worth more.</summary>
    private async Task UnmarkAsync(string runId, string taskId)
    {
        try
        {
            await marks.RemoveAsync(runId, taskId, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StorageException exception)
        {
            LogMarkStays(logger, runId, taskId, exception);
        }
    }

    private Task OutlastAsync(HostedAttempt attempt, Func<Task> call) => OutlastAsync(attempt, async () =>
    {
        await call().ConfigureAwait(false);
        return true;
    });

    /// <summary>A store that is away is away for every machine: to refuse the attempt would only send it on to the next that cannot read either.</summary>
    private async Task<T> OutlastAsync<T>(HostedAttempt attempt, Func<Task<T>> call)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (StorageException exception) when (exception.Failure == StorageFailure.Unavailable && time.GetElapsedTime(since) < options.StoreOutageMax)
            {
                LogStoreAway(logger, attempt.Order.Order.RunId, exception);
            }

            await Task.Delay(LongestWait, time, attempt.Cancelled).ConfigureAwait(false);
        }
    }

    private async Task<AttemptReport> CarryOutAsync(HostedAttempt attempt, RunGround ground)
    {
        var outcome = new TaskCompletionSource<RunSignal>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var runner = new AttemptRunner(Agents(attempt, ground), ground.Context, options, time, signal => outcome.TrySetResult(signal));
        runner.Start(attempt.Order.Order);
        await using var cancel = attempt.Cancelled.Register(() => runner.Cancel(attempt.Order.Order.Task.Id));
        return Ended(attempt, await outcome.Task.ConfigureAwait(false));
    }

    /// <summary>The agents of this silo, and those of the run that are on others: a task may plan further ones for them.</summary>
    private Dictionary<string, IAgent> Agents(HostedAttempt attempt, RunGround ground) => ground.Agents.Keys.Concat(ground.Context.Agents.Select(agent => agent.Name)).Distinct(StringComparer.Ordinal)
        .ToDictionary(name => name, name => (IAgent)new CurrentAgent(name, ground.Agents.GetValueOrDefault(name), () => IsCurrentAsync(attempt)), StringComparer.Ordinal);

    /// <summary>What the silo ended is lost and starts elsewhere; it has not failed.</summary>
    private AttemptReport Ended(HostedAttempt attempt, RunSignal outcome) => attempt.LostBecause is { } reason && outcome.Kind != RunSignalKind.AttemptCompleted
        ? Report(attempt, AttemptReportKind.Outcome, reason)
        : new AttemptReport(outcome with { TaskId = attempt.Order.Order.Task.Id, Attempt = attempt.Number, Jitter = Jitter() }, AttemptReportKind.Outcome, silos.Self);

    private AttemptReport Report(HostedAttempt attempt, AttemptReportKind kind, string reason) => new(
        new RunSignal(RunSignalKind.AttemptLost, time.GetUtcNow()) { TaskId = attempt.Order.Order.Task.Id, Attempt = attempt.Number, Reason = reason }, kind, silos.Self);

    private double Jitter()
    {
        lock (_gate)
        {
            return _jitter.NextDouble();
        }
    }

    /// <summary>
    /// An order that was long on its way, or in the queue, is asked about first: a silo that was frozen or cut off would otherwise begin what has been done elsewhere
    /// since. A little delay is not worth a question.
    /// </summary>
    private async Task<bool> IsCurrentAsync(HostedAttempt attempt)
    {
        if (!await IsWantedAsync(attempt).ConfigureAwait(false))
        {
            // Nobody waits for it: neither its work nor its outcome.
            attempt.GiveUp();
        }

        return !attempt.Cancelled.IsCancellationRequested;
    }

    private async Task<bool> IsWantedAsync(HostedAttempt attempt)
    {
        while ((time.GetUtcNow() - attempt.Order.DecidedAt).Duration() > Fresh && !attempt.Cancelled.IsCancellationRequested)
        {
            try
            {
                var run = grains.GetGrain<IRunGrain>(attempt.Order.Order.RunId);
                if (await run.IsCurrentAsync(attempt.Order.Order.Task.Id, attempt.Number).WaitAsync(attempt.Cancelled).ConfigureAwait(false) is { } isCurrent)
                {
                    return isCurrent;
                }
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException or OperationCanceledException or ObjectDisposedException)
            {
                LogNotHeard(logger, attempt.Order.Order.RunId, exception);
            }

            await Task.Delay(LongestWait, time, attempt.Cancelled).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    private async Task TellAsync(HostedAttempt attempt, AttemptReport report)
    {
        var message = new ReportMessage(report.Write());
        var wait = TimeSpan.FromMilliseconds(50);
        while (!attempt.GivenUp.IsCancellationRequested && !await IsHeardAsync(attempt.Order.Order.RunId, message, attempt.GivenUp).ConfigureAwait(false))
        {
            await Task.Delay(wait, time, attempt.GivenUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    private async Task<bool> IsHeardAsync(string runId, ReportMessage message, CancellationToken givenUp)
    {
        try
        {
            return await grains.GetGrain<IRunGrain>(runId).ReportAsync(message).WaitAsync(givenUp).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException or OperationCanceledException or ObjectDisposedException)
        {
            // The run's silo has just died, or is not reachable: it is said again.
            LogNotHeard(logger, runId, exception);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store did not answer an attempt of run {RunId}; trying again")]
    private static partial void LogStoreAway(ILogger logger, string runId, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mark of task {TaskId} of run {RunId} could not be removed; it does no harm")]
    private static partial void LogMarkStays(ILogger logger, string runId, string taskId, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Run {RunId} did not hear of an attempt; telling it again")]
    private static partial void LogNotHeard(ILogger logger, string runId, Exception exception);
}
