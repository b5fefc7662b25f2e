using Omua.Engine.Deciding;

namespace Omua.Engine.Running;

/// <summary>Carries out the attempts of one run: in this process, or on the machines of a cluster. What becomes of each reaches the run as a signal.</summary>
internal interface IAttempts : IAsyncDisposable
{
    void Start(RunState run, TaskState task, int attempt);

    void Cancel(string taskId);

    /// <summary>The tasks under way whose attempt lives on though the process that journalled its start has ended.</summary>
    Task<IReadOnlySet<string>> AliveAsync(RunState run, CancellationToken cancellationToken);

    /// <summary>Of the attempts that do not live on, those that had not begun when their machine died: they have not killed it. Called after <see cref="AliveAsync"/>.</summary>
    Task<IReadOnlySet<string>> NotBegunAsync(RunState run, IReadOnlySet<string> alive, CancellationToken cancellationToken);

    /// <summary>The attempts that are lost with this process when it leaves the run: those that nobody has begun.</summary>
    Task<IReadOnlyList<RunSignal>> GiveBackAsync();
}
