namespace Omua.Analytics;

/// <summary>An experiment, read.</summary>
public sealed record ExperimentReport
{
    /// <summary>The arms, the control first.</summary>
    public required IReadOnlyList<(string Name, double Count)> Arms { get; init; }

    /// <summary>Whether units came into the arms as they should.</summary>
    public required SampleRatio SampleRatio { get; init; }

    /// <summary>One entry for each metric.</summary>
    public required IReadOnlyList<MetricReading> Metrics { get; init; }

    /// <summary>What it comes to, in plain words; says so where the data cannot tell.</summary>
    public required string Verdict { get; init; }

    /// <summary>What a reader must know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
