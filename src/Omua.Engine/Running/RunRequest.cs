using Omua.Engine.Journal;
using Omua.Engine.Planning;

namespace Omua.Engine.Running;

/// <summary>A run to execute.</summary>
internal sealed record RunRequest
{
    public required string RunId { get; init; }

    public required Plan Plan { get; init; }

    public required IReadOnlyDictionary<string, IAgent> Agents { get; init; }

    public required ContextData Context { get; init; }

    /// <summary>Limit of the whole run; null takes the engine's.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What started it where no person did; see <see cref="RunTerms.Origin"/>.</summary>
    public string? Origin { get; init; }

    public bool DryRun { get; init; } = true;

    /// <summary>What it was planned from; null for a run that no other process is to take up.</summary>
    public RunInputs? Inputs { get; init; }
}
