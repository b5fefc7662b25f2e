namespace Omua.Analytics;

/// <summary>Draws resamples of consecutive runs, wrapping round at the end.</summary>
internal sealed class BlockResampling
{
    private readonly int _count;
    private readonly int _length;
    private readonly Random _random;
    private readonly int[] _sample;

    public BlockResampling(int count, int length, Random random)
    {
        _count = count;
        _length = length > 0 ? Math.Min(length, count) : count >= 28 ? 7 : 1;
        _random = random;
        _sample = new int[count];
    }

    /// <summary>The indices of one resample; overwritten by the next call.</summary>
    public int[] Next()
    {
        for (var filled = 0; filled < _count;)
        {
            var start = _random.Next(_count);
            for (var step = 0; step < _length && filled < _count; step++)
            {
                _sample[filled++] = (start + step) % _count;
            }
        }

        return _sample;
    }
}
