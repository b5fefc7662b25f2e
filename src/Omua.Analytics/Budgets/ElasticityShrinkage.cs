namespace Omua.Analytics;

/// <summary>
/// Draws the elasticities of groups fitted together toward their common mean, each by how unsure it is: b_i ~ N(beta_i, s_i^2), beta_i ~ N(m, t^2), t^2 by moments. Source: DerSimonian and Laird (1986); James and Stein (1961).
/// </summary>
internal static class ElasticityShrinkage
{
    private const int FewestGroups = 3;
    // Below this an estimate is exact, as in made-up data, and would be all of the mean.
    private const double LeastVariance = 1e-8;

    public static IReadOnlyList<ResponseCurve> Of(IReadOnlyList<ResponseCurve> curves)
    {
        var known = curves.Where(curve => curve.IsIdentified && Variance(curve) > LeastVariance).ToList();
        if (known.Count < FewestGroups)
        {
            return curves;
        }

        double[] precisions = [.. known.Select(curve => 1 / Variance(curve))];
        var (total, square) = (precisions.Sum(), precisions.Sum(value => value * value));
        var fixedMean = known.Zip(precisions, (curve, precision) => precision * curve.Exponent).Sum() / total;
        var spread = known.Zip(precisions, (curve, precision) => precision * (curve.Exponent - fixedMean) * (curve.Exponent - fixedMean)).Sum();
        // Where one group is far surer than all others together, their spread says nothing.
        var scale = total - square / total;
        var between = scale > 1e-9 * total ? Math.Max(0, (spread - (known.Count - 1)) / scale) : 0;
        double[] weights = [.. known.Select(curve => 1 / (Variance(curve) + between))];
        var mean = known.Zip(weights, (curve, weight) => weight * curve.Exponent).Sum() / weights.Sum();
        // The mean is itself an estimate; its variance keeps the draws from looking surer than they are where the groups hardly differ.
        var meanVariance = 1 / weights.Sum();
        return [.. curves.Select(curve => known.Contains(curve) ? Drawn(curve, mean, between, meanVariance) : curve)];
    }

    private static ResponseCurve Drawn(ResponseCurve curve, double mean, double between, double meanVariance)
    {
        var variance = Variance(curve);
        var own = between / (between + variance);
        var exponent = mean + own * (curve.Exponent - mean);
        var width = Math.Sqrt(own + (1 - own) * (1 - own) * meanVariance / variance);
        var centre = curve.Draws.Average(draw => draw.Exponent);
        return curve with { Exponent = exponent, Draws = [.. curve.Draws.Select(draw => draw with { Exponent = exponent + width * (draw.Exponent - centre) })] };
    }

    private static double Variance(ResponseCurve curve)
    {
        var mean = curve.Draws.Average(draw => draw.Exponent);
        return curve.Draws.Average(draw => (draw.Exponent - mean) * (draw.Exponent - mean));
    }
}
