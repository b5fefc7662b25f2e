using System.Buffers.Binary;

namespace Omua.Stores.Copying;

/// <summary>The sum of hashes, modulo 2^256: the hash of things that come in no order.</summary>
internal sealed class HashSum
{
    private readonly ulong[] _words = new ulong[4];

    public void Add(ReadOnlySpan<byte> hash)
    {
        UInt128 carry = 0;
        for (var word = 0; word < _words.Length; word++)
        {
            carry += (UInt128)_words[word] + BinaryPrimitives.ReadUInt64LittleEndian(hash[(word * 8)..]);
            _words[word] = (ulong)carry;
            carry >>= 64;
        }
    }

    public override string ToString() => string.Concat(_words.Reverse().Select(word => word.ToString("x16", System.Globalization.CultureInfo.InvariantCulture)));
}
