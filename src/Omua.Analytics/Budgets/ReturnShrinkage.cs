using MathNet.Numerics.Distributions;

namespace Omua.Analytics;

/// <summary>
/// Gamma-Poisson empirical Bayes of outcome per money: group rates r ~ Gamma with mean m = sum(y)/sum(x) and a variance by moments; posterior Gamma(alpha + y/f, beta + x/f) with
/// f the dispersion of the outcome over blocks. Source: Robbins (1956); Clayton and Kaldor (1987), Biometrics 43.
/// </summary>
internal sealed class ReturnShrinkage
{
    private readonly (double Count, double Exposure)[] _groups;
    private readonly double _mean;
    private readonly double _variance;

    public ReturnShrinkage(IReadOnlyList<GroupSeries> groups, string objective)
    {
        // Conversions are counts, so their dispersion cannot be below 1; revenue has the unit of money, and any dispersion.
        var least = objective == MeasureNames.Conversions ? 1.0 : 0.0;
        var known = groups.Select(group => RateComparison.Dispersion(group.Of(objective), group.Of(MeasureNames.Cost))).ToList();
        var usual = known.Any(value => value > 0) ? RobustScale.Median([.. known.Where(value => value > 0).Select(value => value!.Value)]) : 1;
        var dispersions = known.Select(value => Math.Max(least, value > 0 ? value.Value : usual)).ToList();
        var (count, exposure) = (groups.Sum(group => group.Sum(objective)), groups.Sum(group => group.Sum(MeasureNames.Cost)));
        _mean = count / exposure;
        _groups = [.. groups.Zip(dispersions, (group, dispersion) => (group.Sum(objective) / dispersion, group.Sum(MeasureNames.Cost) / dispersion))];
        var weights = _groups.Sum(group => group.Exposure);
        var spread = _groups.Sum(group => group.Exposure * Math.Pow(group.Count / group.Exposure - _mean, 2));
        var scale = weights - _groups.Sum(group => group.Exposure * group.Exposure) / weights;
        _variance = scale > 0 ? Math.Max(0, (spread - (_groups.Length - 1) * _mean) / scale) : 0;
    }

    public double Mean(int index) => Posterior(index) is { } posterior ? posterior.Shape / posterior.Rate : _mean;

    public double[] Draws(int index, int count, Random random)
    {
        var posterior = Posterior(index) ?? Pooled();
        var draws = new double[count];
        for (var draw = 0; draw < count; draw++)
        {
            draws[draw] = Gamma.Sample(random, posterior.Shape, posterior.Rate);
        }

        return draws;
    }

    private (double Shape, double Rate)? Posterior(int index) => _variance > 0
        ? (_mean * _mean / _variance + _groups[index].Count, _mean / _variance + _groups[index].Exposure)
        : null;

    // Where the groups do not differ by more than chance, all share one rate.
    private (double Shape, double Rate) Pooled()
    {
        var exposure = _groups.Sum(group => group.Exposure);
        return (_mean * exposure, exposure);
    }
}
