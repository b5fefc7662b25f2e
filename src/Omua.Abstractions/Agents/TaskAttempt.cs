namespace Omua.Abstractions;

/// <summary>Which try at a task this is.</summary>
/// <param name="Number">1 for the first attempt.</param>
/// <param name="IdempotencyKey">Constant across the attempts at one task of one run; hand it to any outside system that can take one.</param>
public sealed record TaskAttempt(int Number, string IdempotencyKey)
{
    /// <summary>What <see cref="Beat"/> calls; the host's to set.</summary>
    public Action? OnBeat { get; init; }

    /// <summary>Says that the attempt is alive, where <see cref="TaskSpec.HeartbeatTimeout"/> expects it. Cheap; may be called from any thread, as often as one likes.</summary>
    public void Beat() => OnBeat?.Invoke();
}
