namespace Omua.Cli.Runs;

/// <summary>Shows a run while it goes on, on stderr: redrawn in place for someone who watches, line by line otherwise.</summary>
internal interface IRunProgress
{
    /// <summary>Runs the work and shows what is said in the meantime.</summary>
    Task<T> ShowAsync<T>(Func<Task<T>> work);

    void Say(string text);

    /// <summary>The plan is known.</summary>
    /// <param name="tasks">Its tasks, in order.</param>
    /// <param name="recorded">Those that ended before this process took the run up, by id.</param>
    void Planned(IReadOnlyList<TaskSpec> tasks, IReadOnlyDictionary<string, TaskStatus> recorded);

    /// <summary>A task has planned more.</summary>
    void Added(IReadOnlyList<TaskSpec> tasks);

    /// <summary>A task is in another state. Called from any thread.</summary>
    void Changed(string taskId, TaskStatus status, string? error);
}
