namespace Omua.Analytics;

/// <summary>A treatment against the control, on one metric.</summary>
/// <param name="Control">Name of the control.</param>
/// <param name="Treatment">Name of the treatment.</param>
/// <param name="Absolute">The difference, in the unit of the metric.</param>
public sealed record ArmComparison(string Control, string Treatment, MeanComparison Absolute)
{
    /// <summary>The lift in relation to the control; null where the control is zero, and for ratio metrics.</summary>
    public MeanComparison? Relative { get; init; }

    /// <summary>The lift with an interval that may be looked at at any time; null as <see cref="Relative"/>.</summary>
    public Estimate? Anytime { get; init; }

    /// <summary>Chance to win and expected losses; null as <see cref="Relative"/>.</summary>
    public BayesianComparison? Bayesian { get; init; }

    /// <summary>The p-value after Holm's correction over all treatments of the metric.</summary>
    public required double AdjustedPValue { get; init; }

    /// <summary>The least difference that this many units would have found with a power of 0.8, in the unit of the metric.</summary>
    public double? Detectable { get; init; }
}
