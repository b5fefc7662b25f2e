namespace Omua.Engine.Deciding;

/// <summary>What the runtime must do once the events of a decision are journalled.</summary>
internal readonly record struct RunCommand(RunCommandKind Kind)
{
    public string? TaskId { get; init; }

    public int Attempt { get; init; }

    /// <summary>On <see cref="RunCommandKind.WakeAt"/>.</summary>
    public DateTimeOffset At { get; init; }
}
