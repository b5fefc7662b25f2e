using Omua.Engine.Planning;

namespace Omua.Engine.Running;

/// <summary>A run to execute.</summary>
internal sealed record RunRequest
{
    public required string RunId { get; init; }

    public required Plan Plan { get; init; }

    public required IReadOnlyDictionary<string, IAgent> Agents { get; init; }

    public required ContextData Context { get; init; }

    public bool DryRun { get; init; } = true;
}
