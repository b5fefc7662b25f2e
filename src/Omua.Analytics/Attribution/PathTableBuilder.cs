namespace Omua.Analytics;

/// <summary>Collects journeys into a <see cref="PathTable"/>. Not safe for several threads.</summary>
/// <param name="hasValues">Whether the paths say what their conversions were worth.</param>
/// <param name="hasNulls">Whether journeys without a conversion are counted.</param>
public sealed class PathTableBuilder(bool hasValues = true, bool hasNulls = true)
{
    private readonly NameCodes _steps = new();
    private readonly List<int> _starts = [0];
    private int _stepCount;
    private readonly List<double> _conversions = [];
    private readonly List<double> _values = [];
    private readonly List<double> _nulls = [];

    /// <summary>Adds a path.</summary>
    /// <param name="channels">The channels in their order, at least one.</param>
    /// <param name="conversions">How often it ended in a conversion; finite, not negative.</param>
    /// <param name="value">What those were worth together; finite.</param>
    /// <param name="nulls">How often it ended without one; finite, not negative.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/> for a negative count, <see cref="FaultCodes.TooFewObservations"/> for no channel.</exception>
    public void Add(ReadOnlySpan<string> channels, double conversions, double value = 0, double nulls = 0)
    {
        if (channels.IsEmpty)
        {
            throw MathsFaults.TooFew("A path", 0, 1);
        }

        if (!(conversions >= 0 && nulls >= 0 && double.IsFinite(conversions + nulls + value)))
        {
            throw MathsFaults.OutOfRange("a count of a path", Math.Min(conversions, nulls), "0 and more");
        }

        foreach (var channel in channels)
        {
            _steps.Add(channel);
        }

        _starts.Add(_stepCount += channels.Length);
        _conversions.Add(conversions);
        _values.Add(value);
        _nulls.Add(nulls);
    }

    /// <summary>The table of all paths added so far.</summary>
    public PathTable Build() => new(_steps.Names, _steps.Codes, [.. _starts], [.. _conversions], hasValues ? [.. _values] : null, hasNulls ? [.. _nulls] : null, null);
}
