namespace Omua.Analytics;

/// <summary>Journeys while they are cut out of touches.</summary>
internal sealed class JourneyBuffer(TouchpointTable touches)
{
    private readonly List<int> _steps = new(touches.Count);
    private readonly List<double> _ages = new(touches.Count);
    private readonly List<int> _starts = [0];
    private readonly List<double> _conversions = [];
    private readonly List<double> _values = [];
    private readonly List<double> _nulls = [];

    /// <summary>Adds the journey of these rows; it ends in the conversion of a row, or in none where that is negative.</summary>
    public void Add(ReadOnlySpan<int> rows, int converting)
    {
        var end = touches.Times[rows[^1]];
        foreach (var row in rows)
        {
            _steps.Add(touches.ChannelCodes[row]);
            _ages.Add((end - touches.Times[row]) / (double)TimeSpan.TicksPerDay);
        }

        _starts.Add(_steps.Count);
        _conversions.Add(converting < 0 ? 0 : touches.Conversions[converting]);
        _values.Add(converting < 0 || !touches.HasValues ? 0 : touches.Values[converting]);
        _nulls.Add(converting < 0 ? 1 : 0);
    }

    public PathTable Build() =>
        new(touches.Channels, [.. _steps], [.. _starts], [.. _conversions], touches.HasValues ? [.. _values] : null, [.. _nulls], [.. _ages]);
}
