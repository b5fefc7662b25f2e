namespace Omua.Analytics;

/// <summary>How many customers of a cohort under contract are left after each period.</summary>
public sealed class SurvivorDataset : Dataset
{
    /// <summary>For each segment (<c>all</c> where the rows name none) the survivors after period 0, 1, 2, ...; period 0 is the cohort.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> Survivors { get; init; }
}
