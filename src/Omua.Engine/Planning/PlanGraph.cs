namespace Omua.Engine.Planning;

/// <summary>A plan as numbers: who waits for whom, in which order the tasks can run, and how deep each stands. Unknown dependencies are left out; of two tasks with one id the first counts.</summary>
internal sealed class PlanGraph
{
    private readonly IReadOnlyList<TaskSpec> _tasks;
    private readonly Dictionary<string, int> _index;
    private readonly int[] _open;
    private readonly int[] _depth;

    public PlanGraph(IReadOnlyList<TaskSpec> tasks)
    {
        _tasks = tasks;
        _index = new Dictionary<string, int>(tasks.Count, StringComparer.Ordinal);
        (_open, _depth) = (new int[tasks.Count], new int[tasks.Count]);
        for (var task = 0; task < tasks.Count; task++)
        {
            if (!_index.TryAdd(tasks[task].Id, task))
            {
                (Repeated ??= []).Add(task);
            }
        }

        Sort();
    }

    /// <summary>Tasks whose id another task before them has; null where there are none.</summary>
    public List<int>? Repeated { get; private set; }

    /// <summary>The task that stands deepest: at the end of the longest path, and how many tasks that path has.</summary>
    public (int Task, int Depth) Deepest { get; private set; } = (-1, 0);

    /// <summary>Tasks that can never start, since they lie on a circle or behind one.</summary>
    public bool IsStuck(int task) => _open[task] > 0;

    public bool HasStuck { get; private set; }

    public bool Contains(string id) => _index.ContainsKey(id);

    public int this[string id] => _index[id];

    /// <summary>A dependency of a stuck task that is stuck too: there always is one.</summary>
    public int StuckDependency(int task) => _tasks[task].Dependencies.Where(_index.ContainsKey).Select(id => _index[id]).First(IsStuck);

    /// <summary>Kahn's algorithm: what is left when nothing more can start lies on a cycle or behind one.</summary>
    private void Sort()
    {
        var (starts, edges) = Edges();
        var ready = new Queue<int>();
        for (var task = 0; task < _tasks.Count; task++)
        {
            if (_open[task] == 0)
            {
                _depth[task] = 1;
                ready.Enqueue(task);
            }
        }

        var sorted = 0;
        while (ready.TryDequeue(out var done))
        {
            sorted++;
            if (_depth[done] > Deepest.Depth)
            {
                Deepest = (done, _depth[done]);
            }

            for (var edge = starts[done]; edge < starts[done + 1]; edge++)
            {
                var dependent = edges[edge];
                _depth[dependent] = Math.Max(_depth[dependent], _depth[done] + 1);
                if (--_open[dependent] == 0)
                {
                    ready.Enqueue(dependent);
                }
            }
        }

        HasStuck = sorted < _tasks.Count;
    }

    /// <summary>The dependents of all tasks in one array, those of a task from its start to the next one's.</summary>
    private (int[] Starts, int[] Edges) Edges()
    {
        var starts = new int[_tasks.Count + 2];
        foreach (var (_, on) in Pairs())
        {
            starts[on + 2]++;
        }

        for (var task = 2; task < starts.Length; task++)
        {
            starts[task] += starts[task - 1];
        }

        var edges = new int[starts[^1]];
        foreach (var (task, on) in Pairs())
        {
            edges[starts[on + 1]++] = task;
            _open[task]++;
        }

        return (starts, edges);
    }

    private IEnumerable<(int Task, int On)> Pairs()
    {
        for (var task = 0; task < _tasks.Count; task++)
        {
            var dependencies = _tasks[task].Dependencies;
            for (var number = 0; number < dependencies.Count; number++)
            {
                if (_index.TryGetValue(dependencies[number], out var on))
                {
                    yield return (task, on);
                }
            }
        }
    }
}
