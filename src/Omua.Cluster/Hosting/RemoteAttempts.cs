using System.Collections.Concurrent;
using Omua.Cluster.Grains;
using Omua.Cluster.Membership;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;
using Omua.Engine.Running;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Omua.Cluster.Hosting;

/// <summary>The attempts of one run, carried out by the silos of the cluster. Orders them, watches over them, and tells the run when one was lost.</summary>
internal sealed class RemoteAttempts(
    string runId, RunSignals signals, SuspectMarks marks, Silos silos, SiloChoice choice, IGrainFactory grains, ClusterOptions cluster, TimeProvider time, Action<RemoteAttempts> ready) : IAttempts, IProgress<RunEvent>
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);
    private const int UnknownLimit = 2;

    /// <summary>What a machine lacks may be mended at any time: it is asked again a few times before a task is given up for want of a machine.</summary>
    private TimeSpan RefusalLasts => cluster.AgentPatience / 6;

    private readonly ConcurrentDictionary<string, Flight> _flights = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SiloAddress, (string Reason, long At)> _refusals = new();
    private readonly ConcurrentDictionary<SiloAddress, bool> _left = new();
    private readonly Dictionary<string, DateTimeOffset> _decidedAt = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _leaving = new();

    public void Start(RunState run, TaskState task, int attempt)
    {
        var isAlone = IsAlone(run, task);
        var order = new ClusterOrder(AttemptOrder.Of(run, task, attempt), isAlone, _decidedAt.GetValueOrDefault(task.Spec.Id));
        var flight = new Flight(task.Spec.Id, attempt, task.Spec.AgentType, isAlone) { SearchSince = time.GetTimestamp(), Order = new OrderMessage(AttemptOrderJson.Write(order)) };
        _flights[flight.TaskId] = flight;
        flight.Ordering = OrderAsync(flight);
    }

    private static bool IsAlone(RunState run, TaskState task) => task.Crashes > 0 && task.Crashes >= run.Terms!.CrashLimit - 1;

    public void Cancel(string taskId)
    {
        if (_flights.TryGetValue(taskId, out var flight))
        {
            _ = CancelAsync(flight);
        }
    }

    /// <summary>Asks the silos. One that does not answer is asked again for a while: an attempt that is taken for lost would run twice.</summary>
    public async Task<IReadOnlySet<string>> AliveAsync(RunState run, CancellationToken cancellationToken)
    {
        var asked = run.Tasks.UnderWay.Select(async task =>
        {
            var hasBegun = await HasBegunAsync(task, cancellationToken).ConfigureAwait(false);
            var flight = new Flight(task.Spec.Id, task.Attempts, task.Spec.AgentType, IsAlone(run, task)) { SearchSince = time.GetTimestamp(), HasBegun = hasBegun };
            for (var attempt = 1; attempt <= 3; attempt++)
            {
                if (await LookAsync(flight).ConfigureAwait(false) is { } isAlive)
                {
                    return isAlive ? flight : null;
                }

                await Task.Delay(Again, time, cancellationToken).ConfigureAwait(false);
            }

            return null;
        }).ToList();
        var alive = (await Task.WhenAll(asked).ConfigureAwait(false)).OfType<Flight>().ToList();
        foreach (var flight in alive)
        {
            choice.Count(flight.Silo!, 1);
            _flights[flight.TaskId] = flight;
        }

        // Before this, a report would find no flight and be taken for one that no longer matters.
        ready(this);
        return alive.Select(flight => flight.TaskId).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>A suspect that was still waiting for its machine has not killed it.</summary>
    public async Task<IReadOnlySet<string>> NotBegunAsync(RunState run, IReadOnlySet<string> alive, CancellationToken cancellationToken)
    {
        var waiting = new HashSet<string>(StringComparer.Ordinal);
        foreach (var task in run.Tasks.UnderWay.Where(task => IsAlone(run, task) && !alive.Contains(task.Spec.Id)))
        {
            if (!await HasBegunAsync(task, cancellationToken).ConfigureAwait(false))
            {
                waiting.Add(task.Spec.Id);
            }
        }

        return waiting;
    }

    private Task<bool> HasBegunAsync(TaskState task, CancellationToken cancellationToken) => marks.HasBegunAsync(runId, task.Spec.Id, task.Attempts, cancellationToken);

    /// <summary>What is on its way to a silo may arrive: it is not lost, the next owner of the run finds it there.</summary>
    public async Task<IReadOnlyList<RunSignal>> GiveBackAsync()
    {
        await _leaving.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_flights.Values.Select(flight => flight.Ordering)).ConfigureAwait(false);
        return [.. _flights.Values.Where(flight => flight.Silo is null).Select(flight => Lost(flight, isCrash: false, "its run went to another machine before it began"))];
    }

    /// <summary>What was committed: an attempt whose end is recorded is over for everyone.</summary>
    public void Report(RunEvent value)
    {
        if (value.Kind == RunEventKind.RunStarted)
        {
            ready(this);
        }
        else if (value.Kind == RunEventKind.TaskStarted)
        {
            _decidedAt[value.TaskId!] = value.At;
        }

        if (value.Kind is RunEventKind.TaskCompleted or RunEventKind.TaskRetrying or RunEventKind.TaskFailed or RunEventKind.TaskLost or RunEventKind.TaskCancelled
            && _flights.TryGetValue(value.TaskId!, out var flight) && flight.Attempt == value.Attempt && _flights.TryRemove(KeyValuePair.Create(flight.TaskId, flight)))
        {
            End(flight, isRecorded: true);
        }
    }

    /// <summary>Takes a report. The answer comes once it is recorded: the silo keeps the outcome until then.</summary>
    public Task<bool> HearAsync(AttemptReport report)
    {
        if (!_flights.TryGetValue(report.Signal.TaskId!, out var flight) || flight.Attempt != report.Signal.Attempt)
        {
            return Task.FromResult(true);
        }

        switch (report.Kind)
        {
            case AttemptReportKind.Begun:
                flight.HasBegun = true;
                return Task.FromResult(true);
            case AttemptReportKind.Refused:
                Refuse(flight, report);
                return Task.FromResult(true);
            default:
                signals.Send(report.Signal);
                return flight.Recorded.Task;
        }
    }

    /// <summary>Whether the run still waits for that attempt.</summary>
    public bool IsCurrent(string taskId, int attempt) => _flights.TryGetValue(taskId, out var flight) && flight.Attempt == attempt && !flight.IsLost;

    /// <summary>Looks after the flights until the run ends or leaves: when a silo comes or goes, and now and then.</summary>
    public async Task WatchAsync()
    {
        var ticking = TickAsync();
        try
        {
            await foreach (var change in silos.Changes.WithCancellation(_stop.Token).ConfigureAwait(false))
            {
                foreach (var member in change.Members.Values.Where(member => member.Status is SiloStatus.ShuttingDown or SiloStatus.Stopping))
                {
                    _left[member.SiloAddress] = true;
                }

                LoseWhatDied();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The run has ended or left; so does the watch.
        }

        await ticking.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        foreach (var flight in _flights.Values)
        {
            End(flight, isRecorded: false);
        }
    }

    private async Task OrderAsync(Flight flight)
    {
        var not = new HashSet<SiloAddress>();
        while (!flight.Over.IsCancellationRequested && !_leaving.IsCancellationRequested)
        {
            not.UnionWith(_refusals.Where(refusal => time.GetElapsedTime(refusal.Value.At) < RefusalLasts).Select(refusal => refusal.Key));
            if (choice.Take(flight.Agent, Key(flight.TaskId), not) is { } silo)
            {
                if (await OfferedAsync(flight, silo, not).ConfigureAwait(false))
                {
                    return;
                }
            }
            else if (time.GetElapsedTime(flight.SearchSince) > cluster.AgentPatience)
            {
                signals.Send(Nowhere(flight));
                return;
            }
            else
            {
                not.Clear();
                await Task.Delay(Again, time, _leaving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Offers the attempt to a silo that was counted for it.</summary>
    /// <returns>Whether the search is over.</returns>
    private async Task<bool> OfferedAsync(Flight flight, SiloAddress silo, HashSet<SiloAddress> not)
    {
        var reply = await OfferAsync(flight, silo).ConfigureAwait(false);
        if (reply?.Answer == OrderAnswer.Accepted)
        {
            Settle(flight, silo, SiloAddress.FromParsableString(reply.Silo));
            return true;
        }

        choice.Count(silo, -1);
        if (reply is null)
        {
            await Task.Delay(Again, time, flight.Over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        else if (reply.Answer != OrderAnswer.Outdated)
        {
            // A silo that stops still has the agent: one that takes its place is worth waiting for.
            flight.SearchSince = reply.Answer == OrderAnswer.Stopping ? time.GetTimestamp() : flight.SearchSince;
            not.Add(SiloAddress.FromParsableString(reply.Silo));
        }

        return reply?.Answer == OrderAnswer.Outdated;
    }

    private void Settle(Flight flight, SiloAddress asked, SiloAddress silo)
    {
        // An attempt that was under way already is where it was.
        choice.Count(asked, -1);
        choice.Count(silo, 1);
        flight.Silo = silo;
        if (flight.Over.IsCancellationRequested)
        {
            // Its end was recorded while the answer was on its way.
            choice.Count(silo, -1);
        }
        else
        {
            LoseWhatDied();
        }
    }

    private async Task<OrderReply?> OfferAsync(Flight flight, SiloAddress silo)
    {
        try
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
            return await Grain(flight).StartAsync(flight.Order!).WaitAsync(CallLimit, time, flight.Over).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException or OperationCanceledException or ObjectDisposedException)
        {
            // Whether it was heard is not known: the same order twice is one attempt.
            return null;
        }
        finally
        {
            RequestContext.Clear();
        }
    }

    private async Task CancelAsync(Flight flight)
    {
        while (!flight.Over.IsCancellationRequested)
        {
            try
            {
                await Grain(flight).CancelAsync(flight.Attempt).WaitAsync(CallLimit, time, flight.Over).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException or OperationCanceledException or ObjectDisposedException)
            {
                // Said again below.
            }

            await Task.Delay(CallLimit, time, flight.Over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Whether its silo knows it; null where nobody answered.</summary>
    private async Task<bool?> LookAsync(Flight flight)
    {
        try
        {
            var reply = await Grain(flight).AliveAsync(flight.Attempt).WaitAsync(CallLimit, time, flight.Over).ConfigureAwait(false);
            flight.Silo = reply.Answer == OrderAnswer.Accepted ? SiloAddress.FromParsableString(reply.Silo) : flight.Silo;
            return reply.Answer == OrderAnswer.Accepted;
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException or OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
    }

    private async Task TickAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(CallLimit, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            LoseWhatDied();
            foreach (var flight in _flights.Values.Where(flight => flight is { Silo: not null, IsLost: false }))
            {
                var isAlive = await LookAsync(flight).ConfigureAwait(false);
                flight.Unknown = isAlive == false ? flight.Unknown + 1 : 0;
                if (flight.Unknown >= UnknownLimit)
                {
                    Lose(flight, isCrash: false, "its machine no longer knows it");
                }
            }
        }
    }

    private void LoseWhatDied()
    {
        foreach (var flight in _flights.Values)
        {
            if (flight.Silo is { } silo && silos.StatusOf(silo) is SiloStatus.Dead or SiloStatus.None)
            {
                var isCrash = !_left.ContainsKey(silo) && (!flight.IsAlone || flight.HasBegun);
                Lose(flight, isCrash, isCrash ? $"machine {silo.Endpoint} died" : $"machine {silo.Endpoint} has gone");
            }
        }
    }

    private void Lose(Flight flight, bool isCrash, string reason)
    {
        if (!flight.IsLost)
        {
            flight.IsLost = true;
            signals.Send(Lost(flight, isCrash, reason));
        }
    }

    private RunSignal Lost(Flight flight, bool isCrash, string reason) =>
        new(RunSignalKind.AttemptLost, time.GetUtcNow()) { TaskId = flight.TaskId, Attempt = flight.Attempt, IsCrash = isCrash, Reason = reason };

    private void Refuse(Flight flight, AttemptReport report)
    {
        var silo = SiloAddress.FromParsableString(report.Silo);
        _refusals[silo] = (report.Signal.Reason ?? "", time.GetTimestamp());
        if (!flight.IsRefused)
        {
            (flight.IsRefused, flight.SearchSince) = (true, time.GetTimestamp());
        }

        if (flight.Silo is { } where)
        {
            choice.Count(where, -1);
            flight.Silo = null;
        }

        if (flight.Order is null)
        {
            Lose(flight, isCrash: false, $"machine {silo.Endpoint} cannot carry it out: {report.Signal.Reason}");
        }
        else
        {
            flight.Ordering = OrderAsync(flight);
        }
    }

    private RunSignal Nowhere(Flight flight)
    {
        var fault = _refusals.IsEmpty ? ClusterFaults.NoSiloHasAgent(flight.Agent, choice.Describe()) : ClusterFaults.EverySiloRefused(flight.Agent, _refusals.Select(refusal => KeyValuePair.Create(refusal.Key, refusal.Value.Reason)));
        return new RunSignal(RunSignalKind.AttemptFailed, time.GetUtcNow())
        {
            TaskId = flight.TaskId, Attempt = flight.Attempt, IsRetryable = false, Reason = $"{fault.Code} {fault.Message}; {fault.Fix}",
        };
    }

    private void End(Flight flight, bool isRecorded)
    {
        flight.End(isRecorded);
        if (flight.Silo is { } silo)
        {
            choice.Count(silo, -1);
        }
    }

    private ITaskGrain Grain(Flight flight) => grains.GetGrain<ITaskGrain>(Key(flight.TaskId));

    private string Key(string taskId) => $"{runId}/{taskId}";
}
