namespace Omua.Engine.Running;

/// <summary>
/// How many attempts are under way at once in a process, over all of its runs: in total, and for each agent. Runs take turns, so that a run of three tasks does not wait
/// behind one of ten thousand.
/// </summary>
internal sealed class AttemptSlots(int total, IReadOnlyDictionary<string, int> agents)
{
    private readonly Lock _gate = new();
    private readonly List<RunLane> _lanes = [];
    private readonly Dictionary<string, int> _runningOf = new(StringComparer.Ordinal);
    private int _running;
    private int _turn;

    public RunLane Open()
    {
        lock (_gate)
        {
            var lane = new RunLane(this);
            _lanes.Add(lane);
            return lane;
        }
    }

    public void Enter(RunLane lane, Attempt attempt)
    {
        lock (_gate)
        {
            lane.Waiting.AddLast(attempt);
        }

        Go();
    }

    public void Leave(RunLane lane, Attempt attempt)
    {
        lock (_gate)
        {
            if (!lane.Waiting.Remove(attempt) && lane.UnderWay.Remove(attempt))
            {
                _running -= IsFree(attempt.AgentType) ? 0 : 1;
                _runningOf[attempt.AgentType]--;
            }
        }

        Go();
    }

    /// <summary>Gives up what a run holds: an attempt that was abandoned counts no longer.</summary>
    public void Close(RunLane lane)
    {
        lock (_gate)
        {
            _lanes.Remove(lane);
            foreach (var attempt in lane.UnderWay)
            {
                _running -= IsFree(attempt.AgentType) ? 0 : 1;
                _runningOf[attempt.AgentType]--;
            }

            lane.UnderWay.Clear();
            lane.Waiting.Clear();
        }

        Go();
    }

    private void Go()
    {
        while (Next() is { } attempt)
        {
            attempt.Queue();
        }
    }

    private Attempt? Next()
    {
        lock (_gate)
        {
            for (var tried = 0; tried < _lanes.Count; tried++)
            {
                _turn = (_turn + 1) % _lanes.Count;
                for (var node = _lanes[_turn].Waiting.First; node is not null; node = node.Next)
                {
                    if (MayStart(node.Value.AgentType))
                    {
                        _lanes[_turn].Waiting.Remove(node);
                        _lanes[_turn].UnderWay.Add(node.Value);
                        _running += IsFree(node.Value.AgentType) ? 0 : 1;
                        _runningOf[node.Value.AgentType] = _runningOf.GetValueOrDefault(node.Value.AgentType) + 1;
                        return node.Value;
                    }
                }
            }

            return null;
        }
    }

    /// <summary>A sub-run waits for attempts of its own: were it to hold a slot meanwhile, sub-runs could hold all of them and wait for ever.</summary>
    private static bool IsFree(string agent) => agent == SubRunAgent.AgentName;

    private bool MayStart(string agent) => IsFree(agent) || (_running < total && (!agents.TryGetValue(agent, out var limit) || _runningOf.GetValueOrDefault(agent) < limit));
}
