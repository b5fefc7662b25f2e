using System.Text.Json.Nodes;

namespace Omua.Abstractions;

/// <summary>What an agent knows of the run that it plans or executes in.</summary>
public sealed record ContextData
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>When the run was started, by the host's clock. Use it, not the wall clock, where a result depends on "today".</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>What the run is for, in a person's words; empty where nobody said.</summary>
    public string Goal { get; init; } = "";

    /// <summary>The exports that were recognised. Plan only for what is here.</summary>
    public IReadOnlyList<Dataset> Datasets { get; init; } = [];

    /// <summary>The budget to distribute for a period as long as the data's; null where none was given.</summary>
    public Money? Budget { get; init; }

    /// <summary>The agents that take part, so that a strategist can plan for the others.</summary>
    public IReadOnlyList<AgentProfile> Agents { get; init; } = [];

    /// <summary>The language model, within this run's budget and deadline; null where none may be used. It writes prose and picks plans, never a number.</summary>
    public ILlmBackend? Llm { get; init; }

    /// <summary>Results of the tasks that this one depends on, by task id. Empty while planning.</summary>
    public IReadOnlyDictionary<string, TaskResult> PreviousResults { get; init; } = new Dictionary<string, TaskResult>();

    /// <summary>Further settings of the run, as JSON.</summary>
    public JsonObject Parameters { get; init; } = [];

    /// <summary>Seed for anything random (bootstrap, simulation), so that the same run gives the same figures.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Which try this is; null while planning.</summary>
    public TaskAttempt? Attempt { get; init; }
}
