namespace Omua.Analytics;

/// <summary>Units of an experiment held column by column, one row each. Immutable and safe to read from many threads. Build one with <see cref="ExperimentTableBuilder"/>.</summary>
public sealed class ExperimentTable
{
    private readonly int[] _arms;
    private readonly Dictionary<string, double[]> _metrics;
    private readonly Dictionary<string, (int[] Codes, IReadOnlyList<string> Values)> _dimensions;

    internal ExperimentTable(
        IReadOnlyList<string> arms, int[] armOfUnit, Dictionary<string, double[]> metrics, Dictionary<string, (int[] Codes, IReadOnlyList<string> Values)> dimensions)
    {
        Arms = arms;
        _arms = armOfUnit;
        _metrics = metrics;
        _dimensions = dimensions;
    }

    /// <summary>How many units.</summary>
    public int Count => _arms.Length;

    /// <summary>Names of the arms, in the order in which the rows first name them.</summary>
    public IReadOnlyList<string> Arms { get; }

    /// <summary>For each unit, the index of its arm in <see cref="Arms"/>.</summary>
    public ReadOnlySpan<int> ArmOfUnit => _arms;

    /// <summary>Names of what was measured.</summary>
    public IReadOnlyCollection<string> Metrics => _metrics.Keys;

    /// <summary>Names of what units can be told apart by, beside the arm.</summary>
    public IReadOnlyCollection<string> Dimensions => _dimensions.Keys;

    /// <summary>For each unit, the value of a metric; yes and no are 1 and 0. Throws <see cref="KeyNotFoundException"/> for an unknown metric.</summary>
    public ReadOnlySpan<double> Metric(string metric) => _metrics[metric];

    /// <summary>For each unit, the index of its value in <see cref="Values"/>.</summary>
    public ReadOnlySpan<int> Codes(string dimension) => _dimensions[dimension].Codes;

    /// <summary>The distinct values of a dimension.</summary>
    public IReadOnlyList<string> Values(string dimension) => _dimensions[dimension].Values;
}
