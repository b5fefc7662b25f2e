using Omua.Cli.Shell;

namespace Omua.Cli.Runs;

/// <summary>One line for each thing that happens: for logs and pipes.</summary>
/// <param name="output">Where to write.</param>
/// <param name="prefix">What stands before each line.</param>
internal sealed class LineProgress(CommandOutput output, string prefix = "") : IRunProgress
{
    private readonly Lock _gate = new();
    private int _done;
    private int _count;

    public Task<T> ShowAsync<T>(Func<Task<T>> work) => work();

    public void Say(string text)
    {
        lock (_gate)
        {
            output.Message(prefix + text);
        }
    }

    public void Planned(IReadOnlyList<TaskSpec> tasks, IReadOnlyDictionary<string, TaskStatus> recorded)
    {
        (_count, _done) = (tasks.Count, recorded.Count);
        Say($"planned {tasks.Count} tasks{(recorded.Count > 0 ? $", {recorded.Count} of them recorded" : "")}");
    }

    public void Added(IReadOnlyList<TaskSpec> tasks)
    {
        Interlocked.Add(ref _count, tasks.Count);
        Say($"planned {tasks.Count} tasks more");
    }

    public void Changed(string taskId, TaskStatus status, string? error)
    {
        if (status is TaskStatus.Pending or TaskStatus.Running)
        {
            return;
        }

        Say($"[{Interlocked.Increment(ref _done)}/{_count}] {taskId}: {FigureJson.Wire(status)}{(error is null ? "" : ": " + error)}");
    }
}
