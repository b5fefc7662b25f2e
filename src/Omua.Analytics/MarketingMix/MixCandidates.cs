namespace Omua.Analytics;

/// <summary>The transforms that are tried for a channel, each computed once.</summary>
internal sealed class MixCandidates(MixInput input, MixOptions options, MixDesign design)
{
    private static readonly double[] Decays = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
    private static readonly double[] Rates = [0.5, 1, 2, 3, 4.5, 7, 11];
    private static readonly double[] Halves = [0.1, 0.25, 0.5, 0.75, 1];
    private static readonly double[] Slopes = [1, 2, 3];
    private readonly Dictionary<(int Channel, MixTransform Transform), MixCandidate> _known = [];

    public IReadOnlyList<MixCandidate> Grid(int channel)
    {
        if (options.Transforms.TryGetValue(input.Channels[channel].Name, out var given))
        {
            return [Of(channel, given)];
        }

        var scale = input.Channels[channel].Values.Max();
        var shapes = options.Saturation == SaturationKind.Hill ? Halves.SelectMany(half => Slopes.Select(slope => (Rate: half, Slope: slope))) : Rates.Select(rate => (Rate: rate, Slope: 1.0));
        return [.. Decays.SelectMany(decay => shapes.Select(shape => Of(channel, new MixTransform(decay, shape.Rate, shape.Slope, scale))))];
    }

    /// <summary>Finer steps round a transform; none where it was given.</summary>
    public IReadOnlyList<MixCandidate> Near(int channel, MixTransform transform, double step) => options.Transforms.ContainsKey(input.Channels[channel].Name) ? [] :
    [
        .. new[] { -1, 0, 1 }.SelectMany(decay => new[] { -1, 0, 1 }.SelectMany(rate => (options.Saturation == SaturationKind.Hill ? [-1, 0, 1] : new[] { 0 })
            .Select(slope => Of(channel, transform with
            {
                Decay = Math.Clamp(transform.Decay + 0.1 * step * decay, 0, 0.95),
                Rate = transform.Rate * Math.Pow(1.5, step * rate),
                Slope = Math.Clamp(transform.Slope * Math.Pow(1.4, step * slope), 0.5, 5),
            })))),
    ];

    public MixCandidate Of(int channel, MixTransform transform)
    {
        if (!_known.TryGetValue((channel, transform), out var candidate))
        {
            var spend = input.Channels[channel].Values;
            var effect = transform.Apply(spend, options);
            candidate = new MixCandidate(transform, effect, design.Rest(effect), [.. options.LiftTests.Select(test => test.Channel == input.Channels[channel].Name ? Lift(test, spend, effect, transform) : 0)]);
            _known[(channel, transform)] = candidate;
        }

        return candidate;
    }

    private double Lift(LiftTest test, IReadOnlyList<double> spend, double[] effect, MixTransform transform)
    {
        int[] periods = [.. Enumerable.Range(0, spend.Count).Where(period => input.Times[period] >= test.From && input.Times[period] <= test.To)];
        double[] changed = [.. spend];
        foreach (var period in periods)
        {
            changed[period] = Math.Max(0, changed[period] + test.SpendChange / periods.Length);
        }

        var lifted = transform.Apply(changed, options);
        return periods.Sum(period => lifted[period] - effect[period]);
    }
}
