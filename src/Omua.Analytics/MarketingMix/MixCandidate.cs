namespace Omua.Analytics;

/// <summary>A transform of a channel's spend with what it gives.</summary>
/// <param name="Transform">The transform.</param>
/// <param name="Effect">Transformed spend.</param>
/// <param name="Rest">What of it trend, season and controls do not explain.</param>
/// <param name="Lifts">For each lift test, what a coefficient of 1 would lift; 0 for tests of other channels.</param>
internal sealed record MixCandidate(MixTransform Transform, double[] Effect, double[] Rest, double[] Lifts)
{
    /// <summary>What a coefficient of 1 brings over all periods.</summary>
    public double Total { get; } = Effect.Sum();
}
