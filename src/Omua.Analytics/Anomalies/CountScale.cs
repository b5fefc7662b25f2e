namespace Omua.Analytics;

/// <summary>
/// A scale on which the error of a count is 1 whatever its size, where its variance is m + s^2 m^2: counting error plus a relative one.
/// g(y) = (2/s) arsinh(s sqrt(y + 3/8)). Source: Anscombe (1948), "The transformation of Poisson, binomial and negative-binomial data", Biometrika 35.
/// </summary>
internal readonly record struct CountScale(double RelativeError)
{
    /// <summary>The scale of a series: relative error from the MAD of log(value / expected), counting error taken off.</summary>
    public static CountScale Of(IReadOnlyList<(double Value, double Expected)> counts)
    {
        var deviation = RobustScale.NormalConsistency
            * RobustScale.Median([.. counts.Select(count => Math.Abs(Math.Log((count.Value + 0.5) / (count.Expected + 0.5))))]);
        var counting = RobustScale.Median([.. counts.Select(count => 1 / count.Expected)]);
        return new CountScale(Math.Sqrt(Math.Max(1e-4, deviation * deviation - counting)));
    }

    public double Score(double value, double expected) => Scaled(value) - Scaled(expected);

    /// <summary>The count that stands <paramref name="score"/> away from the expected one.</summary>
    public double At(double expected, double score)
    {
        var root = Math.Sinh(Math.Max(0, RelativeError * (Scaled(expected) + score) / 2)) / RelativeError;
        return Math.Max(0, root * root - 0.375);
    }

    private double Scaled(double count) => 2 / RelativeError * Math.Asinh(RelativeError * Math.Sqrt(Math.Max(0, count) + 0.375));
}
