namespace Omua.Cli.Runs;

/// <summary>Where every task of a run stands, and which may start next.</summary>
internal sealed class TaskBoard
{
    private readonly Lock _gate = new();
    private readonly RunLimits _limits;
    private readonly Dictionary<string, RunTask> _tasks;
    private readonly List<string> _order;
    private readonly Dictionary<string, TaskResult> _results = new(StringComparer.Ordinal);
    private bool _isStopped;

    public TaskBoard(IReadOnlyList<TaskSpec> tasks, RunLimits limits)
    {
        _limits = limits;
        _tasks = tasks.ToDictionary(task => task.Id, task => new RunTask(task, TaskStatus.Pending), StringComparer.Ordinal);
        _order = [.. tasks.Select(task => task.Id)];
    }

    public IReadOnlyList<RunTask> Tasks
    {
        get
        {
            lock (_gate)
            {
                return [.. _order.Select(id => _tasks[id])];
            }
        }
    }

    public IReadOnlyDictionary<string, TaskResult> Results
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<string, TaskResult>(_results, StringComparer.Ordinal);
            }
        }
    }

    /// <summary>The pending task of the highest priority whose dependencies are done; null where none is ready.</summary>
    public TaskSpec? NextReady()
    {
        lock (_gate)
        {
            return _isStopped ? null : _order.Select(id => _tasks[id]).Where(task => task.Status == TaskStatus.Pending && task.Spec.Dependencies.All(IsSatisfied))
                .MaxBy(task => task.Spec.Priority)?.Spec;
        }
    }

    public void Started(string id, DateTimeOffset now)
    {
        lock (_gate)
        {
            _tasks[id] = _tasks[id] with { Status = TaskStatus.Running, StartedAt = now };
        }
    }

    /// <summary>Takes a result, and returns the tasks that will never start because of it.</summary>
    public IReadOnlyList<string> Ended(TaskResult result, int attempts, DateTimeOffset now)
    {
        lock (_gate)
        {
            _results[result.TaskId] = result;
            _tasks[result.TaskId] = _tasks[result.TaskId] with { Status = result.Status, EndedAt = now, Attempts = attempts, Error = result.Error };
            if (result.Status != TaskStatus.Failed)
            {
                return [];
            }

            _isStopped |= _limits.StopsAtFailure;
            return _limits.RunsAfterFailure ? [] : SkipDependents(result.TaskId);
        }
    }

    /// <summary>Gives every task that has not ended its final state.</summary>
    public void EndWhatIsLeft(bool isCancelled)
    {
        lock (_gate)
        {
            foreach (var id in _order.Where(id => _tasks[id].Status is TaskStatus.Pending or TaskStatus.Running))
            {
                _tasks[id] = _tasks[id] with { Status = isCancelled ? TaskStatus.Cancelled : TaskStatus.Skipped };
            }
        }
    }

    public IReadOnlyDictionary<string, TaskResult> ResultsOf(IReadOnlyList<string> ids)
    {
        lock (_gate)
        {
            return ids.Where(_results.ContainsKey).ToDictionary(id => id, id => _results[id], StringComparer.Ordinal);
        }
    }

    private bool IsSatisfied(string id) => _tasks[id].Status == TaskStatus.Completed || (_limits.RunsAfterFailure && _tasks[id].Status == TaskStatus.Failed);

    private List<string> SkipDependents(string failed)
    {
        var skipped = new List<string>();
        var causes = new Queue<string>([failed]);
        while (causes.TryDequeue(out var cause))
        {
            foreach (var id in _order.Where(id => _tasks[id].Status == TaskStatus.Pending && _tasks[id].Spec.Dependencies.Contains(cause)))
            {
                _tasks[id] = _tasks[id] with { Status = TaskStatus.Skipped, Error = $"'{cause}' did not complete" };
                skipped.Add(id);
                causes.Enqueue(id);
            }
        }

        return skipped;
    }
}
