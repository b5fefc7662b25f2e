using System.Diagnostics;
using Omua.Engine.Deciding;

namespace Omua.Engine.Running;

/// <summary>Calls agents. Each attempt gets a copy of its own of all that could be changed, its limits, and a token that is really cancelled.</summary>
/// <param name="agents">By name.</param>
/// <param name="context">What all attempts of the run are given.</param>
/// <param name="options">Limits where a task names none.</param>
/// <param name="time">The clock.</param>
/// <param name="ended">Told how each attempt ended.</param>
/// <param name="endedHere">The same, where the thread is the attempt's own and may go on with what follows; null tells <paramref name="ended"/>.</param>
/// <param name="slots">What all runs of the process share; null where nothing is shared.</param>
internal sealed class AttemptRunner(
    IReadOnlyDictionary<string, IAgent> agents, ContextData context, EngineOptions options, TimeProvider time, Action<RunSignal> ended,
    Action<RunSignal>? endedHere = null, AttemptSlots? slots = null) : IAttempts
{
    private readonly RunLane? _lane = slots?.Open();
    private readonly Random _jitter = new(context.Seed);

    public IReadOnlyDictionary<string, IAgent> Agents => agents;

    public ContextData Context => context;

    public EngineOptions Options => options;

    public TimeProvider Time => time;

    public AttemptWatch Watch { get; } = new(time);

    /// <summary>What the run's attempts are traced under.</summary>
    public ActivityContext Activity { get; init; }

    public void Start(RunState run, TaskState task, int attempt) => Start(AttemptOrder.Of(run, task, attempt));

    public void Start(AttemptOrder order)
    {
        var started = new Attempt(this, order);
        Watch.Add(started);
        if (_lane is null)
        {
            started.Queue();
        }
        else
        {
            _lane.Enter(started);
        }
    }

    public void Cancel(string taskId) => Watch.Find(taskId)?.Cancel();

    /// <summary>Called by an attempt that has ended.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="outcome">How.</param>
    /// <param name="mayRunOn">Whether the thread is the attempt's own, so that the run may go on with it.</param>
    public void Ended(Attempt attempt, RunSignal outcome, bool mayRunOn)
    {
        Watch.Remove(attempt);
        _lane?.Leave(attempt);
        if (outcome.IsRetryable)
        {
            lock (_jitter)
            {
                outcome = outcome with { Jitter = _jitter.NextDouble() };
            }
        }

        if (mayRunOn && endedHere is not null)
        {
            AttemptThread.Lend(endedHere, outcome);
        }
        else
        {
            ended(outcome);
        }
    }

    /// <summary>None: what ran in a process has ended with it.</summary>
    public Task<IReadOnlySet<string>> AliveAsync(RunState run, CancellationToken cancellationToken) => Task.FromResult<IReadOnlySet<string>>(new HashSet<string>());

    public Task<IReadOnlySet<string>> NotBegunAsync(RunState run, IReadOnlySet<string> alive, CancellationToken cancellationToken) => Task.FromResult<IReadOnlySet<string>>(new HashSet<string>());

    public Task<IReadOnlyList<RunSignal>> GiveBackAsync() => Task.FromResult<IReadOnlyList<RunSignal>>([]);

    public ValueTask DisposeAsync()
    {
        foreach (var attempt in Watch.All())
        {
            attempt.Cancel();
        }

        _lane?.Dispose();
        Watch.Dispose();
        return ValueTask.CompletedTask;
    }
}
