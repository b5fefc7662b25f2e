using System.Text;

namespace Omua.Analytics;

/// <summary>Gives each distinct byte sequence a code, in order of appearance, without a string for those that it knows.</summary>
internal sealed class ValueDictionary
{
    private readonly List<byte[]> _keys = [];
    private (ulong Hash, int Code)[] _slots = new (ulong, int)[64];
    private int _last = -1;

    /// <summary>The values by code.</summary>
    public List<string> Values { get; } = [];

    public int Code(ReadOnlySpan<byte> value)
    {
        // Neighbouring rows mostly repeat the value.
        if (_last >= 0 && value.SequenceEqual(_keys[_last]))
        {
            return _last;
        }

        var hash = ByteHash.Of(value);
        var slot = (int)(hash & (ulong)(_slots.Length - 1));
        while (_slots[slot].Code != 0)
        {
            if (_slots[slot].Hash == hash && value.SequenceEqual(_keys[_slots[slot].Code - 1]))
            {
                return _last = _slots[slot].Code - 1;
            }

            slot = (slot + 1) & (_slots.Length - 1);
        }

        _keys.Add(value.ToArray());
        Values.Add(Encoding.UTF8.GetString(value));
        _slots[slot] = (hash, _keys.Count);
        if (_keys.Count * 2 > _slots.Length)
        {
            Grow();
        }

        return _last = _keys.Count - 1;
    }

    public byte[] Key(int code) => _keys[code];

    private void Grow()
    {
        var old = _slots;
        _slots = new (ulong, int)[old.Length * 2];
        foreach (var entry in old.Where(entry => entry.Code != 0))
        {
            var slot = (int)(entry.Hash & (ulong)(_slots.Length - 1));
            while (_slots[slot].Code != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = entry;
        }
    }
}
