namespace Omua.Engine.Deciding;

/// <summary>
/// The tasks that wait for nothing but a slot, and those that also wait for a moment. Priority counts as waiting time, so that a stream of urgent tasks
/// cannot hold the others back for ever. Entries that no longer hold are passed over when they come up.
/// </summary>
internal sealed class ReadyTasks
{
    /// <summary>A minute of waiting outweighs one step of priority.</summary>
    private static readonly long PriorityStep = TimeSpan.FromMinutes(1).Ticks;

    private readonly PriorityQueue<int, (long Order, int Index)> _ready = new();
    private readonly PriorityQueue<int, (long Due, int Index)> _later = new();
    private readonly Dictionary<int, Place> _places = [];

    public DateTimeOffset? NextMoment
    {
        get
        {
            while (_later.TryPeek(out var index, out var key))
            {
                if (_places.TryGetValue(index, out var place) && place.IsLater && place.Key == key.Due)
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
            _places[index] = new Place(due.UtcTicks, IsLater: true, task.Spec.Priority);
            _later.Enqueue(index, (due.UtcTicks, index));
        }
        else
        {
            Ready(index, task.Spec.Priority, at.UtcTicks);
        }
    }

    public void Remove(int index) => _places.Remove(index);

    /// <summary>The one to start next; it stays until it is removed.</summary>
    public int? Next(DateTimeOffset now)
    {
        while (NextMoment is { } due && due <= now)
        {
            var index = _later.Dequeue();
            Ready(index, _places[index].Priority, due.UtcTicks);
        }

        while (_ready.TryPeek(out var index, out var key))
        {
            if (_places.TryGetValue(index, out var place) && !place.IsLater && place.Key == key.Order)
            {
                return index;
            }

            _ready.Dequeue();
        }

        return null;
    }

    private void Ready(int index, int priority, long sinceTicks)
    {
        var order = sinceTicks - (priority * PriorityStep);
        _places[index] = new Place(order, IsLater: false, priority);
        _ready.Enqueue(index, (order, index));
    }

    private readonly record struct Place(long Key, bool IsLater, int Priority);
}
