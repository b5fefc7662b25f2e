namespace Omua.Analytics;

/// <summary>Takes out of a metric what was known of each unit before the experiment.</summary>
/// <param name="Theta">Slope of the metric on the covariate over all units; unit of the metric per that of the covariate.</param>
/// <param name="VarianceReduction">Share of the metric's variance that the covariate explains: the squared correlation; 0 to 1.</param>
public sealed record Cuped(double Theta, double VarianceReduction)
{
    /// <summary>
    /// y' = y - theta (x - mean(x)), theta = cov(x, y) / var(x) over all units. The difference of arms stays the same in expectation and varies less. Assumes that x was measured before the
    /// assignment, so that no arm can have changed it. Source: Deng, Xu, Kohavi and Walker (2013), "Improving the sensitivity of online controlled experiments by utilizing
    /// pre-experiment data", WSDM.
    /// </summary>
    /// <param name="metric">y, one value for each unit.</param>
    /// <param name="covariate">x, in the same order.</param>
    /// <param name="adjusted">y', in the same order.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/> for lengths that differ, <see cref="FaultCodes.NoVariation"/> for a covariate that does not vary.</exception>
    public static Cuped Adjust(ReadOnlySpan<double> metric, ReadOnlySpan<double> covariate, out double[] adjusted)
    {
        if (metric.Length != covariate.Length)
        {
            throw MathsFaults.OutOfRange("the number of covariates", covariate.Length, $"{metric.Length} to {metric.Length}");
        }

        var (x, y) = (ArmMoments.Of(covariate), ArmMoments.Of(metric));
        if (!(x.Count >= 2 && x.Variance > 0))
        {
            throw MathsFaults.NoVariation("The covariate");
        }

        var product = 0.0;
        for (var unit = 0; unit < metric.Length; unit++)
        {
            product += (covariate[unit] - x.Mean) * (metric[unit] - y.Mean);
        }

        var covariance = product / (x.Count - 1);
        var theta = covariance / x.Variance;
        adjusted = new double[metric.Length];
        for (var unit = 0; unit < metric.Length; unit++)
        {
            adjusted[unit] = metric[unit] - theta * (covariate[unit] - x.Mean);
        }

        return new Cuped(theta, y.Variance > 0 ? covariance * covariance / (x.Variance * y.Variance) : 0);
    }
}
