namespace Omua.Plugins.Configuration;

/// <summary>The section <c>engine:</c>.</summary>
internal sealed record EngineSettings : IValidated
{
    /// <summary>Tasks at once; 1 to 1,024. Default 8.</summary>
    public int MaxParallel { get; init; } = 8;

    /// <summary>Tasks at once in <c>omua up</c>, over all of its runs; 1 to 1,024. Default 16.</summary>
    public int TotalParallel { get; init; } = 16;

    /// <summary>Limit of one attempt; above 0 to 24 h. Default 5 min.</summary>
    public TimeSpan TaskTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a failed attempt is tried again; 0 to 100. Default 2.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Greatest wait before the first retry; it doubles with each. 0 to 1 h. Default 1 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Where the doubling ends; <see cref="RetryDelay"/> to 24 h. Default 1 min.</summary>
    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What a failed task means for the rest. Default: skip what depends on it.</summary>
    public FailurePolicy FailurePolicy { get; init; } = FailurePolicy.SkipDependents;

    /// <summary>Tasks at once for an agent, by its name, in a run, and in <c>omua up</c> over all of its runs; 1 to 1,024. Default: no agent has a limit of its own.</summary>
    public IReadOnlyDictionary<string, int> AgentLimits { get; init; } = new Dictionary<string, int>();

    public IEnumerable<OptionFault> Validate() => new OptionChecks()
        .Between(MaxParallel, 1, 1024)
        .Between(TotalParallel, 1, 1024)
        .Between(TaskTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1))
        .Between(Retries, 0, 100)
        .Between(RetryDelay, TimeSpan.Zero, TimeSpan.FromHours(1))
        .Between(RetryDelayMax, RetryDelay, TimeSpan.FromDays(1))
        .That(AgentLimits.Values.All(limit => limit is >= 1 and <= 1024), "agent_limits", "has a limit outside its range; use 1 to 1024");
}
