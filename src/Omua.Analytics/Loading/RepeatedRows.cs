namespace Omua.Analytics;

/// <summary>Counts rows that repeat an earlier row of the dataset byte for byte.</summary>
internal static class RepeatedRows
{
    public static long Count(IReadOnlyList<FileRows> files)
    {
        var rows = files.Sum(file => file.Count);
        var slots = new ulong[System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)Math.Max(16, rows * 2))];
        var mask = (ulong)slots.Length - 1;
        var repeats = 0L;
        foreach (var part in files.SelectMany(file => file.Parts))
        {
            foreach (var value in part.Hashes.AsSpan(0, part.Count))
            {
                // Zero marks a free slot.
                var hash = value | 1UL << 63;
                var slot = hash & mask;
                while (slots[slot] != 0 && slots[slot] != hash)
                {
                    slot = (slot + 1) & mask;
                }

                repeats += slots[slot] == hash ? 1 : 0;
                slots[slot] = hash;
            }
        }

        return repeats;
    }
}
