namespace Omua.Analytics;

/// <summary>Events of users held column by column, in any order. Immutable and safe to read from many threads. Build one with <see cref="EventTableBuilder"/>.</summary>
public sealed class EventTable
{
    private readonly int[] _users;
    private readonly long[] _times;
    private readonly int[] _events;
    private readonly Dictionary<string, (int[] Codes, IReadOnlyList<string> Values)> _dimensions;

    internal EventTable(
        IReadOnlyList<string> userNames, int[] users, long[] times, IReadOnlyList<string> eventNames, int[] events,
        Dictionary<string, (int[] Codes, IReadOnlyList<string> Values)> dimensions)
    {
        Users = userNames;
        _users = users;
        _times = times;
        Names = eventNames;
        _events = events;
        _dimensions = dimensions;
    }

    /// <summary>How many events.</summary>
    public int Count => _users.Length;

    /// <summary>Names of the users.</summary>
    public IReadOnlyList<string> Users { get; }

    /// <summary>Names of the events.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>For each event, the index of its user in <see cref="Users"/>.</summary>
    public ReadOnlySpan<int> UserOf => _users;

    /// <summary>For each event, when it was, in ticks.</summary>
    public ReadOnlySpan<long> Times => _times;

    /// <summary>For each event, the index of its name in <see cref="Names"/>.</summary>
    public ReadOnlySpan<int> NameOf => _events;

    /// <summary>Names of what events can be told apart by.</summary>
    public IReadOnlyCollection<string> Dimensions => _dimensions.Keys;

    /// <summary>For each event, the index of its value in <see cref="Values"/>.</summary>
    public ReadOnlySpan<int> Codes(string dimension) => _dimensions[dimension].Codes;

    /// <summary>The distinct values of a dimension.</summary>
    public IReadOnlyList<string> Values(string dimension) => _dimensions[dimension].Values;
}
