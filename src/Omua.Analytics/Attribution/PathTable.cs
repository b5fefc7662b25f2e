namespace Omua.Analytics;

/// <summary>
/// Journeys: the channels that were met in their order, and how often the journey ended in a conversion and how often not. Immutable and safe to read from many threads.
/// Build one with <see cref="PathTableBuilder"/>, or from touchpoints with <see cref="Journeys"/>.
/// </summary>
public sealed class PathTable
{
    private readonly int[] _steps;
    private readonly int[] _starts;
    private readonly double[] _conversions;
    private readonly double[]? _values;
    private readonly double[]? _nulls;
    private readonly double[]? _ages;

    internal PathTable(IReadOnlyList<string> channels, int[] steps, int[] starts, double[] conversions, double[]? values, double[]? nulls, double[]? ages)
    {
        Channels = channels;
        _steps = steps;
        _starts = starts;
        _conversions = conversions;
        _values = values;
        _nulls = nulls;
        _ages = ages;
    }

    /// <summary>Names of the channels; steps are indices into it.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>How many paths.</summary>
    public int Count => _conversions.Length;

    /// <summary>How many steps all paths have together.</summary>
    public int StepCount => _steps.Length;

    /// <summary>Whether the paths say what their conversions were worth.</summary>
    public bool HasValues => _values is not null;

    /// <summary>Whether journeys without a conversion are counted.</summary>
    public bool HasNulls => _nulls is not null;

    /// <summary>Whether it is known how long before the end each step was.</summary>
    public bool HasAges => _ages is not null;

    /// <summary>The channels of a path in their order.</summary>
    public ReadOnlySpan<int> Steps(int path) => _steps.AsSpan(_starts[path], _starts[path + 1] - _starts[path]);

    /// <summary>Days from each step of a path to its end, not negative; empty where unknown.</summary>
    public ReadOnlySpan<double> Ages(int path) => _ages is null ? [] : _ages.AsSpan(_starts[path], _starts[path + 1] - _starts[path]);

    /// <summary>The same paths, each as often as given; what a conversion of a path is worth stays.</summary>
    internal PathTable Reweighted(double[] conversions, double[] nulls) => new(
        Channels, _steps, _starts, conversions,
        _values is null ? null : [.. _values.Select((value, path) => _conversions[path] > 0 ? value / _conversions[path] * conversions[path] : 0)],
        _nulls is null ? null : nulls, _ages);

    /// <summary>How often a path ended in a conversion.</summary>
    public double Conversions(int path) => _conversions[path];

    /// <summary>What the conversions of a path were worth together; 0 where unknown.</summary>
    public double Value(int path) => _values?[path] ?? 0;

    /// <summary>How often a path ended without a conversion; 0 where unknown.</summary>
    public double Nulls(int path) => _nulls?[path] ?? 0;
}
