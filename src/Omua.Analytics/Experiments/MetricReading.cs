namespace Omua.Analytics;

/// <summary>One metric of an experiment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsShare">Whether it is yes or no.</param>
/// <param name="Arms">Its mean (or share) in each arm, the control first.</param>
/// <param name="Comparisons">Each treatment against the control.</param>
public sealed record MetricReading(string Name, bool IsShare, IReadOnlyList<(string Arm, ArmMoments Moments)> Arms, IReadOnlyList<ArmComparison> Comparisons)
{
    /// <summary>How the covariate was used; null where there was none.</summary>
    public Cuped? Cuped { get; init; }

    /// <summary>Why the metric was not compared; else null.</summary>
    public string? Note { get; init; }
}
