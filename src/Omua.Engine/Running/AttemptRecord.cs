namespace Omua.Engine.Running;

/// <summary>One attempt as the journal has it.</summary>
internal sealed record AttemptRecord(string TaskId, int Attempt, DateTimeOffset StartedAt)
{
    /// <summary>Null while it is under way.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public string Outcome { get; init; } = "under way";

    /// <summary>Why it ended so; null where it completed.</summary>
    public string? Cause { get; init; }
}
