namespace Omua.Analytics;

/// <summary>Reads yes and no as 1 and 0, in the words in which exports write them.</summary>
internal static class FlagCell
{
    public static bool TryRead(ReadOnlySpan<byte> cell, out double value)
    {
        value = 0;
        if (cell.Length is < 1 or > 5 || char.IsAsciiDigit((char)cell[0]))
        {
            return false;
        }

        Span<byte> lower = stackalloc byte[cell.Length];
        for (var index = 0; index < cell.Length; index++)
        {
            lower[index] = (byte)(cell[index] | 0x20);
        }

        value = lower.SequenceEqual("true"u8) || lower.SequenceEqual("yes"u8) ? 1 : 0;
        return value == 1 || lower.SequenceEqual("false"u8) || lower.SequenceEqual("no"u8);
    }
}
