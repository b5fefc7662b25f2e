using System.Text.Json.Nodes;

namespace Omua.Engine.Scheduling;

/// <summary>When runs begin by themselves. Kept in the store; no thread and no timer is held for it.</summary>
internal sealed record Schedule
{
    /// <summary>Letters, digits, <c>_</c> and <c>-</c>; at most 40.</summary>
    public required string Name { get; init; }

    /// <summary>A cron expression of five fields, or six with seconds first.</summary>
    public required string Cron { get; init; }

    /// <summary>The time zone that the expression is read in, by its IANA name. Default UTC.</summary>
    public string TimeZone { get; init; } = "UTC";

    public OverlapPolicy Overlap { get; init; }

    /// <summary>What to run; whoever begins the runs reads it.</summary>
    public JsonObject Run { get; init; } = [];

    /// <summary>Limit of each run; null for none.</summary>
    public TimeSpan? Timeout { get; init; }

    public bool IsPaused { get; init; }

    /// <summary>When the next run is due; null where there never will be one.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The run that was begun last.</summary>
    public string? LastRun { get; init; }

    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Why the last one that was due did not begin; null where it did.</summary>
    public string? LastSkip { get; init; }

    /// <summary>What the runs' terms say of where they come from.</summary>
    public string Origin => $"schedule:{Name}";
}
