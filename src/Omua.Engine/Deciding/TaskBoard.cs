using System.Runtime.InteropServices;
using Omua.Engine.Journal;

namespace Omua.Engine.Deciding;

/// <summary>
/// The tasks of a run with what a decision needs to know of all of them: how many stand where, which are ready, which can never start. Each change costs
/// the same whatever the size of the plan, but for the dependents that it touches.
/// </summary>
internal sealed class TaskBoard
{
    private readonly List<TaskState> _tasks = [];
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<List<int>?> _dependents = [];
    private readonly List<int> _open = [];
    private readonly int[] _counts = new int[Enum.GetValues<TaskStatus>().Length];
    private readonly HashSet<int> _running = [];
    private readonly Queue<(int Task, int Cause)> _doomed = new();
    private readonly Queue<int> _toAsk = new();
    private readonly SortedSet<int> _suspects = [];
    private readonly Dictionary<string, int> _runningOf = new(StringComparer.Ordinal);
    private readonly ReadyTasks _ready = new();
    private readonly PriorityQueue<int, long> _late = new();
    private readonly Func<string, bool> _isBelowLimit;
    private RunTerms? _terms;
    private int _asked;

    public TaskBoard() => _isBelowLimit = IsBelowLimit;

    /// <summary>In the order of the plan.</summary>
    public IReadOnlyList<TaskState> All => _tasks;

    public int Count => _tasks.Count;

    public bool AreAllOver => Of(TaskStatus.Pending) + Of(TaskStatus.Running) == 0;

    /// <summary>Whether every task that is left waits for a person's answer, or for one that does.</summary>
    public bool WaitsForPeopleAlone => _asked > 0 && Of(TaskStatus.Running) == 0 && _ready.IsEmpty;

    /// <summary>Id of the task that failed first.</summary>
    public string? FirstFailed { get; private set; }

    public IEnumerable<TaskState> UnderWay => _running.Order().Select(index => _tasks[index]);

    public TaskState this[string id] => _tasks[_index[id]];

    public int Of(TaskStatus status) => _counts[(int)status];

    public TaskState? Find(string id) => _index.TryGetValue(id, out var index) ? _tasks[index] : null;

    /// <summary>Sets what the tasks are judged by.</summary>
    public void Begin(RunTerms terms) => _terms = terms;

    /// <summary>Adds tasks; their dependencies are on the board or among them.</summary>
    public void Add(IReadOnlyList<TaskSpec> specs, DateTimeOffset at)
    {
        var first = _tasks.Count;
        _index.EnsureCapacity(first + specs.Count);
        foreach (var spec in specs)
        {
            _index.Add(spec.Id, _tasks.Count);
            _tasks.Add(new TaskState(spec) { Index = _tasks.Count });
            _dependents.Add(null);
            _open.Add(0);
            _counts[(int)TaskStatus.Pending]++;
        }

        for (var index = first; index < _tasks.Count; index++)
        {
            Link(index, at);
        }
    }

    /// <summary>
    /// The board of a run that is tried again: what completed stays, the task (or all that did not complete) is open once more with its retries unspent, together
    /// with what it waits for and what waits for it. Attempts are counted on, since their number is the fence; a person is asked again.
    /// </summary>
    public TaskBoard Reopened(string? taskId, DateTimeOffset at)
    {
        var opened = ReopenedTasks.Of(this, taskId);
        var board = new TaskBoard();
        board.Begin(_terms!);
        board.Add([.. _tasks.Select(task => task.Spec)], at);
        foreach (var task in _tasks.Where(task => opened.Contains(task.Spec.Id)))
        {
            board._tasks[task.Index] = board._tasks[task.Index] with { Attempts = task.Attempts, Losses = task.Losses, Error = task.Error };
        }

        foreach (var task in _tasks.Where(task => !opened.Contains(task.Spec.Id)))
        {
            board.Set(task, at);
        }

        board.FirstFailed = null;
        return board;
    }

    /// <summary>Puts a task into its next state.</summary>
    public void Set(TaskState next, DateTimeOffset at)
    {
        var index = next.Index;
        var before = _tasks[index];
        _tasks[index] = next;
        _counts[(int)before.Status]--;
        _counts[(int)next.Status]++;
        _asked += (next.IsWaitingForAnswer ? 1 : 0) - (before.IsWaitingForAnswer ? 1 : 0);
        _ready.Remove(index);
        Suspect(index, next);
        if (next.Status == TaskStatus.Running)
        {
            _running.Add(index);
            Running(next, 1);
            return;
        }

        if (_running.Remove(index))
        {
            Running(next, -1);
        }

        if (next.Status == TaskStatus.Pending)
        {
            Ready(index, at);
            return;
        }

        FirstFailed ??= next.Status == TaskStatus.Failed ? next.Spec.Id : null;
        if (_dependents[index] is { } dependents)
        {
            foreach (var dependent in dependents)
            {
                Released(dependent, index, at);
            }
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

    /// <summary>The next task for which a person has to be asked; null when there is none.</summary>
    public TaskState? NextToAsk()
    {
        while (_toAsk.TryDequeue(out var index))
        {
            if (_tasks[index] is { Status: TaskStatus.Pending, IsAwaitingApproval: false, IsApproved: false } task)
            {
                return task;
            }
        }

        return null;
    }

    /// <summary>The next task that has waited for its first slot for longer than it may; null when there is none.</summary>
    public TaskState? NextLate(DateTimeOffset now)
    {
        if (FirstLate() is not { } due || due > now)
        {
            return null;
        }

        return _tasks[_late.Dequeue()];
    }

    /// <summary>The task that should start next, of those that may now; null when there is none. A suspect runs alone, and before anything else.</summary>
    public TaskState? NextReady(DateTimeOffset now)
    {
        if (_suspects.Count > 0)
        {
            return _running.Count == 0 ? _tasks[_suspects.Min] : null;
        }

        return _ready.Next(now, _isBelowLimit) is { } index ? _tasks[index] : null;
    }

    /// <summary>When the next of the tasks that wait for a moment may start, or has waited for too long.</summary>
    public DateTimeOffset? NextMoment => FirstLate() is { } late && !(_ready.NextMoment < late) ? late : _ready.NextMoment;

    private DateTimeOffset? FirstLate()
    {
        while (_late.TryPeek(out var index, out var due))
        {
            if (_tasks[index] is { Status: TaskStatus.Pending, Attempts: 0 })
            {
                return new DateTimeOffset(due, TimeSpan.Zero);
            }

            _late.Dequeue();
        }

        return null;
    }

    private void Link(int index, DateTimeOffset at)
    {
        var dependencies = _tasks[index].Spec.Dependencies;
        for (var number = 0; number < dependencies.Count; number++)
        {
            var on = _index[dependencies[number]];
            if (IsNamedBefore(dependencies, number))
            {
                continue;
            }

            if (!_tasks[on].IsOver)
            {
                (_dependents[on] ??= []).Add(index);
                _open[index]++;
            }
            else if (Breaks(on))
            {
                _doomed.Enqueue((index, on));
            }
        }

        if (_open[index] == 0)
        {
            Ready(index, at);
        }
    }

    private static bool IsNamedBefore(IReadOnlyList<string> dependencies, int number)
    {
        for (var earlier = 0; earlier < number; earlier++)
        {
            if (string.Equals(dependencies[earlier], dependencies[number], StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private void Ready(int index, DateTimeOffset at)
    {
        var task = _tasks[index];
        if (task.Spec.Approval is null || task.IsApproved)
        {
            _ready.Add(index, task, at);
            if (task.Spec.StartTimeout is { } wait && task.ReadyAt is null && task.Attempts == 0)
            {
                _tasks[index] = task with { ReadyAt = at };
                _late.Enqueue(index, (at + wait).UtcTicks);
            }
        }
        else if (!task.IsAwaitingApproval)
        {
            _toAsk.Enqueue(index);
        }
    }

    private void Suspect(int index, TaskState task)
    {
        if (task.Crashes > 0 && !task.IsOver && task.Crashes >= _terms!.CrashLimit - 1)
        {
            _suspects.Add(index);
        }
        else if (_suspects.Count > 0)
        {
            _suspects.Remove(index);
        }
    }

    private void Running(TaskState task, int difference) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_runningOf, task.Spec.AgentType, out _) += difference;

    private bool IsBelowLimit(string agent) => !_terms!.AgentLimits.TryGetValue(agent, out var limit) || _runningOf.GetValueOrDefault(agent) < limit;

    private void Released(int dependent, int ended, DateTimeOffset at)
    {
        _open[dependent]--;
        if (Breaks(ended))
        {
            _doomed.Enqueue((dependent, ended));
        }
        else if (_open[dependent] == 0 && _tasks[dependent].Status == TaskStatus.Pending)
        {
            Ready(dependent, at);
        }
    }

    private bool Breaks(int ended) => _terms!.FailurePolicy != FailurePolicy.Continue && _tasks[ended].Status != TaskStatus.Completed;
}
