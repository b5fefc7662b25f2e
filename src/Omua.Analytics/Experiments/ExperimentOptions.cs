namespace Omua.Analytics;

/// <summary>How an experiment is read.</summary>
public sealed record ExperimentOptions
{
    /// <summary>The control; default null: the arm named control, baseline, original, a or 0, else the first by name.</summary>
    public string? Control { get; init; }

    /// <summary>The metrics to read; empty for all.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Ratios of two metrics to read beside them: clicks per view.</summary>
    public IReadOnlyList<(string Numerator, string Denominator)> Ratios { get; init; } = [];

    /// <summary>A metric that was measured before the experiment, to take out of the others (CUPED); default none.</summary>
    public string? Covariate { get; init; }

    /// <summary>Intended shares of the arms by name; null for equal ones.</summary>
    public IReadOnlyDictionary<string, double>? Shares { get; init; }

    /// <summary>Units of both arms at which one expects to decide, for the anytime-valid interval. Default 5000.</summary>
    public double ExpectedUnits { get; init; } = 5000;

    /// <summary>Confidence level. Default 0.95.</summary>
    public double Level { get; init; } = 0.95;
}
