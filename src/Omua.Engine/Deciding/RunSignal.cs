using Omua.Engine.Journal;

namespace Omua.Engine.Deciding;

/// <summary>What reaches a run from outside: the world's side of a decision. <see cref="At"/> and <see cref="Jitter"/> come with it, so that deciding needs no clock and no dice.</summary>
internal sealed record RunSignal(RunSignalKind Kind, DateTimeOffset At)
{
    private static readonly HashSet<string> NoTask = [];

    /// <summary>On <see cref="RunSignalKind.Start"/>.</summary>
    public RunTerms? Terms { get; init; }

    public string? TaskId { get; init; }

    public int Attempt { get; init; }

    public string? Reason { get; init; }

    public TaskResult? Result { get; init; }

    /// <summary>The result written out, where that is done already.</summary>
    public string? ResultJson { get; init; }

    /// <summary>Whether a retry can help.</summary>
    public bool IsRetryable { get; init; }

    /// <summary>On <see cref="RunSignalKind.AttemptLost"/>: whether its machine died.</summary>
    public bool IsCrash { get; init; }

    /// <summary>On <see cref="RunSignalKind.Resume"/>: tasks whose attempt lives on elsewhere; it is not lost.</summary>
    public IReadOnlySet<string> Alive { get; init; } = NoTask;

    /// <summary>On <see cref="RunSignalKind.Resume"/>: tasks whose attempt is lost but had not begun; what killed its machine was something else.</summary>
    public IReadOnlySet<string> NotBegun { get; init; } = NoTask;

    /// <summary>Uniform in [0, 1); spreads retries.</summary>
    public double Jitter { get; init; }
}
