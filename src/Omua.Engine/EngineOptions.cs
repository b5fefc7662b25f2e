using Omua.Engine.Planning;

namespace Omua.Engine;

/// <summary>How runs are executed. Bound from <c>engine:</c> in <c>omua.yaml</c>.</summary>
internal sealed record EngineOptions
{
    public const int DefaultCrashLimit = 3;

    /// <summary>Attempts under way at once in a run; 1 to 256. Default 4.</summary>
    public int MaxParallel { get; init; } = 4;

    /// <summary>Limit of one attempt where the task names none. Default 5 minutes.</summary>
    public TimeSpan TaskTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Retries after a failed attempt where the task names none; 0 means never. Default 2.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Upper bound of the wait before the first retry; it doubles with each further one. Default 1 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The bound never grows beyond this. Default 1 minute.</summary>
    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What a failed task does to the rest. Default <see cref="FailurePolicy.SkipDependents"/>.</summary>
    public FailurePolicy FailurePolicy { get; init; } = FailurePolicy.SkipDependents;

    /// <summary>How long a cancelled or timed-out attempt may take to stop before it is abandoned. Default 5 s.</summary>
    public TimeSpan CancelGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a run stays claimed without a heartbeat; after that it shows as interrupted. Default 30 s.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many crashes of the process in a row convict a task, the last of them while it ran alone. Default 3.</summary>
    public int CrashLimit { get; init; } = DefaultCrashLimit;

    /// <summary>Attempts under way at once for an agent, by its name. Default: none has a limit of its own.</summary>
    public IReadOnlyDictionary<string, int> AgentLimits { get; init; } = new Dictionary<string, int>();

    /// <summary>How long a store that cannot be reached is waited for before the run is given up as interrupted. Default 10 minutes.</summary>
    public TimeSpan StoreOutageMax { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Limit of a whole run where its request names none; null for none.</summary>
    public TimeSpan? RunTimeout { get; init; }

    /// <summary>How long attempts under way may go on when the process is told to stop; what is left then is given back, and done again by whoever takes the run up. Default 20 s.</summary>
    public TimeSpan DrainGrace { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How large a plan may be. Default: 10,000 tasks, 1,000 of them in a row.</summary>
    public PlanLimits PlanLimits { get; init; } = PlanLimits.Usual;
}
