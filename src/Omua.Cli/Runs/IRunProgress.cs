namespace Omua.Cli.Runs;

/// <summary>Shows a run while it goes on, on stderr: redrawn in place for someone who watches, line by line otherwise.</summary>
internal interface IRunProgress
{
    /// <summary>Runs the work and shows what is said in the meantime.</summary>
    Task<T> ShowAsync<T>(Func<Task<T>> work);

    void Say(string text);

    void Planned(IReadOnlyList<TaskSpec> tasks);

    /// <summary>A task is in another state. Called from any thread.</summary>
    void Changed(string taskId, TaskStatus status, string? error);
}
