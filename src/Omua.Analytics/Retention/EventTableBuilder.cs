namespace Omua.Analytics;

/// <summary>Collects events into an <see cref="EventTable"/>. Not safe for several threads.</summary>
/// <param name="dimensions">Names of what events can be told apart by.</param>
public sealed class EventTableBuilder(params IReadOnlyList<string> dimensions)
{
    private readonly NameCodes _users = new();
    private readonly NameCodes _events = new();
    private readonly List<long> _times = [];
    private readonly NameCodes[] _values = [.. dimensions.Select(_ => new NameCodes())];

    /// <summary>Adds an event.</summary>
    /// <param name="user">Who.</param>
    /// <param name="name">What.</param>
    /// <param name="time">When.</param>
    /// <param name="dimensionValues">One value for each dimension.</param>
    public void Add(string user, string name, DateTime time, params ReadOnlySpan<string> dimensionValues)
    {
        _users.Add(user);
        _events.Add(name);
        _times.Add(time.Ticks);
        for (var index = 0; index < _values.Length; index++)
        {
            _values[index].Add(dimensionValues[index]);
        }
    }

    /// <summary>The table of all events added so far.</summary>
    public EventTable Build() => new(
        _users.Names, _users.Codes, [.. _times], _events.Names, _events.Codes,
        Enumerable.Range(0, dimensions.Count).ToDictionary(index => dimensions[index], index => (_values[index].Codes, _values[index].Names), StringComparer.Ordinal));
}
