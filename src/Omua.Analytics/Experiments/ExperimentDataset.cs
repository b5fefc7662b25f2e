namespace Omua.Analytics;

/// <summary>The units of an experiment: which arm each was put into, and what was measured on it.</summary>
public sealed class ExperimentDataset : Dataset
{
    /// <summary>The units.</summary>
    public required ExperimentTable Units { get; init; }
}
