namespace Omua.Engine.Deciding;

/// <summary>
/// The tasks of a run with what a decision needs to know of all of them: how many stand where, which are ready, which can never start. Each change costs
/// the same whatever the size of the plan, but for the dependents that it touches.
/// </summary>
internal sealed class TaskBoard
{
    private readonly List<TaskState> _tasks = [];
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<List<int>> _dependents = [];
    private readonly List<int> _open = [];
    private readonly int[] _counts = new int[Enum.GetValues<TaskStatus>().Length];
    private readonly HashSet<int> _running = [];
    private readonly Queue<(int Task, int Cause)> _doomed = new();
    private readonly ReadyTasks _ready = new();
    private bool _skipsDependents;

    /// <summary>In the order of the plan.</summary>
    public IReadOnlyList<TaskState> All => _tasks;

    public int Count => _tasks.Count;

    public bool AreAllOver => Of(TaskStatus.Pending) + Of(TaskStatus.Running) == 0;

    /// <summary>Id of the task that failed first.</summary>
    public string? FirstFailed { get; private set; }

    public IEnumerable<TaskState> Running => _running.Order().Select(index => _tasks[index]);

    public TaskState this[string id] => _tasks[_index[id]];

    public int Of(TaskStatus status) => _counts[(int)status];

    /// <summary>Adds tasks; their dependencies are on the board or among them.</summary>
    public void Add(IReadOnlyList<TaskSpec> specs, DateTimeOffset at, bool skipsDependents)
    {
        _skipsDependents = skipsDependents;
        var first = _tasks.Count;
        foreach (var spec in specs)
        {
            _index.Add(spec.Id, _tasks.Count);
            _tasks.Add(new TaskState(spec));
            _dependents.Add([]);
            _open.Add(0);
            _counts[(int)TaskStatus.Pending]++;
        }

        for (var index = first; index < _tasks.Count; index++)
        {
            Link(index, at);
        }
    }

    /// <summary>Puts a task into its next state.</summary>
    public void Set(TaskState next, DateTimeOffset at)
    {
        var index = _index[next.Spec.Id];
        var before = _tasks[index];
        _tasks[index] = next;
        _counts[(int)before.Status]--;
        _counts[(int)next.Status]++;
        _ready.Remove(index);
        if (next.Status == TaskStatus.Running)
        {
            _running.Add(index);
            return;
        }

        _running.Remove(index);
        if (next.Status == TaskStatus.Pending)
        {
            _ready.Add(index, next, at);
            return;
        }

        FirstFailed ??= next.Status == TaskStatus.Failed ? next.Spec.Id : null;
        foreach (var dependent in _dependents[index])
        {
            Released(dependent, index, at);
        }
    }

    /// <summary>The next task that can never start, with the one whose end is to blame; null when there is none.</summary>
    public (TaskState Task, TaskState Cause)? NextDoomed()
    {
        while (_doomed.TryDequeue(out var next))
        {
            if (_tasks[next.Task].Status == TaskStatus.Pending)
            {
                return (_tasks[next.Task], _tasks[next.Cause]);
            }
        }

        return null;
    }

    /// <summary>The task that should start next, of those that may now; null when there is none.</summary>
    public TaskState? NextReady(DateTimeOffset now) => _ready.Next(now) is { } index ? _tasks[index] : null;

    /// <summary>When the next of the tasks that wait for a moment may start.</summary>
    public DateTimeOffset? NextMoment => _ready.NextMoment;

    private void Link(int index, DateTimeOffset at)
    {
        foreach (var id in _tasks[index].Spec.Dependencies.Distinct(StringComparer.Ordinal))
        {
            var on = _index[id];
            if (!_tasks[on].IsOver)
            {
                _dependents[on].Add(index);
                _open[index]++;
            }
            else if (Breaks(on))
            {
                _doomed.Enqueue((index, on));
            }
        }

        if (_open[index] == 0)
        {
            _ready.Add(index, _tasks[index], at);
        }
    }

    private void Released(int dependent, int ended, DateTimeOffset at)
    {
        _open[dependent]--;
        if (Breaks(ended))
        {
            _doomed.Enqueue((dependent, ended));
        }
        else if (_open[dependent] == 0 && _tasks[dependent].Status == TaskStatus.Pending)
        {
            _ready.Add(dependent, _tasks[dependent], at);
        }
    }

    private bool Breaks(int ended) => _skipsDependents && _tasks[ended].Status != TaskStatus.Completed;
}
