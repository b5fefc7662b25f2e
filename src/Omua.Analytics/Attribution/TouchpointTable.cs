namespace Omua.Analytics;

/// <summary>Touches, one in each row, in any order. Immutable and safe to read from many threads.</summary>
public sealed class TouchpointTable
{
    private readonly int[] _users;
    private readonly long[] _times;
    private readonly int[] _channels;
    private readonly double[] _conversions;
    private readonly double[]? _values;

    internal TouchpointTable(int[] users, int userCount, long[] times, int[] channels, IReadOnlyList<string> channelNames, double[] conversions, double[]? values)
    {
        _users = users;
        UserCount = userCount;
        _times = times;
        _channels = channels;
        Channels = channelNames;
        _conversions = conversions;
        _values = values;
    }

    /// <summary>How many touches.</summary>
    public int Count => _users.Length;

    /// <summary>How many different users.</summary>
    public int UserCount { get; }

    /// <summary>Names of the channels.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>Whether the rows say what a conversion was worth.</summary>
    public bool HasValues => _values is not null;

    /// <summary>For each touch, the number of its user, from 0.</summary>
    public ReadOnlySpan<int> Users => _users;

    /// <summary>For each touch, when it was, in ticks.</summary>
    public ReadOnlySpan<long> Times => _times;

    /// <summary>For each touch, the index of its channel in <see cref="Channels"/>.</summary>
    public ReadOnlySpan<int> ChannelCodes => _channels;

    /// <summary>For each touch, how many conversions followed it at once; 0 for none.</summary>
    public ReadOnlySpan<double> Conversions => _conversions;

    /// <summary>For each touch, what its conversions were worth; empty where unknown.</summary>
    public ReadOnlySpan<double> Values => _values;
}
