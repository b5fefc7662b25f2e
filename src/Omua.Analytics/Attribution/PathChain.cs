namespace Omua.Analytics;

/// <summary>The absorbing Markov chain of paths: a state is the last few channels of a journey, it ends in conversion or in nothing.</summary>
internal sealed class PathChain
{
    private readonly AbsorbingChain _chain;
    private readonly int[] _newest;
    private readonly int _channels;

    private PathChain(AbsorbingChain chain, int[] newest, int channels)
    {
        _chain = chain;
        _newest = newest;
        _channels = channels;
    }

    /// <summary>The probability of a conversion, and for each channel 1 - P(conversion without it) / P(conversion).</summary>
    public (double Probability, double[] Removal) RemovalEffects()
    {
        var all = _chain.Solve(null, null);
        var probability = all[0];
        var removal = new double[_channels];
        Parallel.For(0, _channels, channel =>
        {
            // Without it a journey converts less often from everywhere, so that the solution with it is a start from above.
            var without = _chain.Solve(state => _newest[state] == channel, all)[0];
            removal[channel] = Math.Clamp(1 - without / probability, 0, 1);
        });
        return (probability, removal);
    }

    public static PathChain Of(PathTable paths, int order)
    {
        var states = new ChainStates(paths.Channels.Count, order);
        for (var path = 0; path < paths.Count; path++)
        {
            var (conversions, nulls) = (paths.Conversions(path), paths.Nulls(path));
            if (conversions + nulls > 0)
            {
                states.Walk(paths.Steps(path), conversions, nulls);
            }
        }

        return new PathChain(states.Chain(), states.Newest(), paths.Channels.Count);
    }
}
