namespace Omua.Engine.Deciding;

/// <summary>
/// The tasks that wait for nothing but a slot, and those that also wait for a moment. Priority counts as waiting time, so that a stream of urgent tasks
/// cannot hold the others back for ever. Entries that no longer hold are passed over when they come up.
/// </summary>
internal sealed class ReadyTasks
{
    /// <summary>A minute of waiting outweighs one step of priority.</summary>
    private static readonly long PriorityStep = TimeSpan.FromMinutes(1).Ticks;

    private readonly Dictionary<string, PriorityQueue<int, (long Order, int Index)>> _ready = new(StringComparer.Ordinal);
    private readonly PriorityQueue<int, (long Due, int Index)> _later = new();
    private readonly List<Place> _places = [];
    private int _count;

    /// <summary>Whether no task waits for a slot or a moment.</summary>
    public bool IsEmpty => _count == 0;

    public DateTimeOffset? NextMoment
    {
        get
        {
            while (_later.TryPeek(out var index, out var key))
            {
                if (_places[index] is { State: PlaceState.Later } place && place.Key == key.Due)
                {
                    return new DateTimeOffset(key.Due, TimeSpan.Zero);
                }

                _later.Dequeue();
            }

            return null;
        }
    }

    public void Add(int index, TaskState task, DateTimeOffset at)
    {
        if (task.NotBefore is { } due && due > at)
        {
            Put(index, new Place(due.UtcTicks, PlaceState.Later, task.Spec));
            _later.Enqueue(index, (due.UtcTicks, index));
        }
        else
        {
            Ready(index, task.Spec, at.UtcTicks);
        }
    }

    public void Remove(int index)
    {
        if (index < _places.Count && _places[index].State != PlaceState.None)
        {
            _places[index] = default;
            _count--;
        }
    }

    /// <summary>The one to start next, of the agents that may take one more; it stays until it is removed. Agents are few, so that all of them are looked at.</summary>
    public int? Next(DateTimeOffset now, Func<string, bool> mayStart)
    {
        while (NextMoment is { } due && due <= now)
        {
            var index = _later.Dequeue();
            Ready(index, _places[index].Spec!, due.UtcTicks);
        }

        (long Order, int Index)? best = null;
        foreach (var (agent, queue) in _ready)
        {
            if (queue.Count > 0 && mayStart(agent) && Head(queue) is { } head && (best is null || head.CompareTo(best.Value) < 0))
            {
                best = head;
            }
        }

        return best?.Index;
    }

    private (long Order, int Index)? Head(PriorityQueue<int, (long Order, int Index)> queue)
    {
        while (queue.TryPeek(out var index, out var key))
        {
            if (_places[index] is { State: PlaceState.Ready } place && place.Key == key.Order)
            {
                return key;
            }

            queue.Dequeue();
        }

        return null;
    }

    private void Ready(int index, TaskSpec spec, long sinceTicks)
    {
        var order = sinceTicks - (spec.Priority * PriorityStep);
        Put(index, new Place(order, PlaceState.Ready, spec));
        if (!_ready.TryGetValue(spec.AgentType, out var queue))
        {
            _ready[spec.AgentType] = queue = new();
        }

        queue.Enqueue(index, (order, index));
    }

    private void Put(int index, Place place)
    {
        while (_places.Count <= index)
        {
            _places.Add(default);
        }

        _count += _places[index].State == PlaceState.None ? 1 : 0;
        _places[index] = place;
    }

    private enum PlaceState : byte
    {
        None,
        Ready,
        Later,
    }

    private readonly record struct Place(long Key, PlaceState State, TaskSpec? Spec);
}
