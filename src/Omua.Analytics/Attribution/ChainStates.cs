using System.Runtime.InteropServices;

namespace Omua.Analytics;

/// <summary>
/// Counts the transitions of a chain whose states are the last <c>order</c> channels. State 0 is the start of a journey; shorter beginnings are states of their own.
/// A state followed by a channel is one transition, so that one look-up gives both its count and the state behind it.
/// </summary>
internal sealed class ChainStates
{
    private const int DirectLimit = 1 << 22;

    private readonly int _channels;
    private readonly ulong _base;
    private readonly ulong _span;
    private readonly Dictionary<ulong, int> _stateOf = [];
    private readonly List<ulong> _keys = [0];
    private readonly List<double> _converted = [0];
    private readonly List<double> _ended = [0];
    private readonly List<int> _from = [];
    private readonly List<int> _to = [];
    private readonly List<double> _weights = [];
    private readonly Dictionary<ulong, int> _transitions = [];
    private readonly int[]? _direct;

    public ChainStates(int channels, int order)
    {
        _channels = channels;
        _base = (ulong)channels + 1;
        _span = 1;
        for (var step = 0; step < order; step++)
        {
            if (_span > ulong.MaxValue / _base / _base)
            {
                throw MathsFaults.OutOfRange("the order of the Markov chain", order, $"1 to {step} for {channels} channels");
            }

            _span *= _base;
        }

        _stateOf[0] = 0;
        // Of order 1 the states are the channels, known before any path is: an array finds their transitions faster than a dictionary.
        _direct = order == 1 && (long)(channels + 1) * channels <= DirectLimit ? new int[(channels + 1) * channels] : null;
    }

    public void Walk(ReadOnlySpan<int> steps, double conversions, double nulls)
    {
        var (state, weight) = (0, conversions + nulls);
        foreach (var step in steps)
        {
            var transition = Transition(state, step);
            CollectionsMarshal.AsSpan(_weights)[transition] += weight;
            state = _to[transition];
        }

        _converted[state] += conversions;
        _ended[state] += nulls;
    }

    /// <summary>For each state the channel that was met last; -1 for the start.</summary>
    public int[] Newest() => [.. _keys.Select(key => (int)(key % _base) - 1)];

    public AbsorbingChain Chain()
    {
        var totals = new double[_keys.Count];
        for (var state = 0; state < totals.Length; state++)
        {
            totals[state] = _converted[state] + _ended[state];
        }

        for (var transition = 0; transition < _from.Count; transition++)
        {
            totals[_from[transition]] += _weights[transition];
        }

        double[] probabilities = [.. _weights.Select((weight, transition) => weight / totals[_from[transition]])];
        double[] converting = [.. _converted.Select((weight, state) => weight / totals[state])];
        return new AbsorbingChain([.. _from], [.. _to], probabilities, converting);
    }

    private int Transition(int state, int step)
    {
        if (_direct is not null)
        {
            ref var known = ref _direct[state * _channels + step];
            return known > 0 ? known - 1 : (known = Add(state, step) + 1) - 1;
        }

        ref var transition = ref CollectionsMarshal.GetValueRefOrAddDefault(_transitions, (ulong)state * (ulong)_channels + (ulong)step, out var exists);
        return exists ? transition : transition = Add(state, step);
    }

    private int Add(int state, int step)
    {
        // The oldest channel falls out in front.
        var key = (_keys[state] * _base + (ulong)step + 1) % _span;
        if (!_stateOf.TryGetValue(key, out var to))
        {
            _stateOf[key] = to = _keys.Count;
            _keys.Add(key);
            _converted.Add(0);
            _ended.Add(0);
        }

        _from.Add(state);
        _to.Add(to);
        _weights.Add(0);
        return _from.Count - 1;
    }
}
