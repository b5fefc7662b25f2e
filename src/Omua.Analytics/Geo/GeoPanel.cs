using System.Globalization;

namespace Omua.Analytics;

/// <summary>The outcome of several places over the same periods.</summary>
/// <param name="Times">The start of each period, rising.</param>
/// <param name="Places">Each place with its outcome in each period.</param>
public sealed record GeoPanel(IReadOnlyList<DateTime> Times, IReadOnlyDictionary<string, IReadOnlyList<double>> Places)
{
    /// <summary>A panel from rows of time, place and outcome; rows of one place and time are summed.</summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.UnknownColumn"/>, <see cref="FaultCodes.PanelIncomplete"/> where a place lacks a period.</exception>
    public static GeoPanel From(TimeTable table, string placeColumn, string outcomeColumn)
    {
        var (places, outcomes) = (table.Text(placeColumn), table.Number(outcomeColumn));
        DateTime[] times = [.. table.Times.Distinct().Order()];
        var order = times.Select((time, index) => (time, index)).ToDictionary(pair => pair.time, pair => pair.index);
        var panel = new Dictionary<string, double[]>(StringComparer.Ordinal);
        for (var row = 0; row < places.Count; row++)
        {
            if (!panel.TryGetValue(places[row], out var values))
            {
                panel[places[row]] = values = [.. Enumerable.Repeat(double.NaN, times.Length)];
            }

            ref var cell = ref values[order[table.Times[row]]];
            cell = double.IsNaN(cell) ? outcomes[row] : cell + outcomes[row];
        }

        foreach (var (place, values) in panel)
        {
            if (Array.FindIndex(values, value => !double.IsFinite(value)) is >= 0 and var missing)
            {
                throw Incomplete(string.Create(CultureInfo.InvariantCulture, $"'{place}' has no {outcomeColumn} at {times[missing]:yyyy-MM-dd}, one of {values.Count(value => !double.IsFinite(value))} periods that it lacks"));
            }
        }

        return new GeoPanel(times, panel.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<double>)pair.Value, StringComparer.Ordinal));
    }

    /// <summary>A panel of days from performance rows, from the first day to the last; a day without a row of a place is one without its outcome, which is 0.</summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.NoDays"/>, <see cref="FaultCodes.UnknownDimension"/>, <see cref="FaultCodes.MissingMeasure"/>.</exception>
    public static GeoPanel From(PerformanceTable table, string dimension, string measure)
    {
        if (!table.HasDays || table.RowCount == 0)
        {
            throw MathsFaults.NoDays("A panel of places");
        }

        if (!table.HasDimension(dimension))
        {
            throw MathsFaults.UnknownDimension(dimension, table.Dimensions);
        }

        if (!table.HasMeasure(measure))
        {
            throw MathsFaults.MissingMeasure(measure, table.Measures);
        }

        var days = table.Days.ToArray();
        var (first, last) = (days.Min(), days.Max());
        var places = table.Values(dimension).Select(_ => new double[last - first + 1]).ToArray();
        var codes = table.Codes(dimension);
        var values = table.Measure(measure);
        for (var row = 0; row < days.Length; row++)
        {
            places[codes[row]][days[row] - first] += values[row];
        }

        return new GeoPanel(
            [.. Enumerable.Range(first, last - first + 1).Select(day => DateOnly.FromDayNumber(day).ToDateTime(TimeOnly.MinValue))],
            table.Values(dimension).Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => (IReadOnlyList<double>)places[pair.place], StringComparer.Ordinal));
    }

    internal static FaultException Incomplete(string what) => new(new Fault(
        FaultCodes.PanelIncomplete, $"The panel cannot be compared: {what}.", "Give every place a value at every time (0 where nothing happened), and two or more places that were left alone."));
}
