namespace Omua.Engine.Journal;

/// <summary>What a run was started with. Kept in its first event, so that a later configuration does not change a run under way.</summary>
internal sealed record RunTerms
{
    public required string PlanSource { get; init; }

    public required string PlanHash { get; init; }

    public required IReadOnlyList<TaskSpec> Tasks { get; init; }

    public required bool DryRun { get; init; }

    public required int MaxParallel { get; init; }

    public required int Retries { get; init; }

    public required TimeSpan RetryDelay { get; init; }

    public required TimeSpan RetryDelayMax { get; init; }

    public required FailurePolicy FailurePolicy { get; init; }

    /// <summary>How many crashes of the process in a row convict a task, the last of them while it ran alone.</summary>
    public int CrashLimit { get; init; } = EngineOptions.DefaultCrashLimit;

    /// <summary>Attempts under way at once for an agent, by its name; an agent that is not named has no limit of its own.</summary>
    public IReadOnlyDictionary<string, int> AgentLimits { get; init; } = new Dictionary<string, int>();

    /// <summary>Limit of the whole run, from its start to its end; null for none.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What started the run where no person did: <c>schedule:NAME</c>, <c>run:ID/TASK</c> for a sub-run, <c>queue</c> where a person left it to a process that is up.</summary>
    public string? Origin { get; init; }

    /// <summary>What the run is for, in a person's words.</summary>
    public string Goal { get; init; } = "";

    /// <summary>What it was planned from; null in journals of the first version, whose runs cannot be taken up by another process.</summary>
    public RunInputs? Inputs { get; init; }
}
