namespace Omua.Analytics;

/// <summary>Metrics that are a ratio of two sums over units, such as clicks per view, where the unit that was assigned is the user.</summary>
public static class RatioMetric
{
    /// <summary>
    /// R = sum(y)/sum(x) of each arm; var(R) = (var(y) - 2 R cov(x, y) + R^2 var(x)) / (n mean(x)^2) by the delta method; the difference of the arms by Welch's t. Unit: that of y per
    /// that of x. Assumes that units, not their single views, are independent. Source: Deng, Knoblich and Lu (2018), "Applying the delta method in metric analytics", KDD.
    /// </summary>
    /// <param name="table">The units.</param>
    /// <param name="numerator">The metric y.</param>
    /// <param name="denominator">The metric x.</param>
    /// <param name="control">Index of the control.</param>
    /// <param name="treatment">Index of the treatment.</param>
    /// <param name="level">Confidence level. Default 0.95.</param>
    /// <exception cref="FaultException">As <see cref="MeanTests.Welch"/>, and <see cref="FaultCodes.ZeroTotal"/> for sum(x) = 0.</exception>
    public static MeanComparison Compare(ExperimentTable table, string numerator, string denominator, int control, int treatment, double level = 0.95)
    {
        MathsFaults.Level(level);
        var (first, second) = (Arm(table, numerator, denominator, control), Arm(table, numerator, denominator, treatment));
        return first.Variance + second.Variance > 0
            ? MeanTests.Compare("delta method", second.Ratio - first.Ratio, first.Variance, second.Variance, MeanTests.Freedom(first.Variance, first.Count, second.Variance, second.Count), level)
            : throw MathsFaults.NoVariation("The ratio");
    }

    private static (double Ratio, double Variance, double Count) Arm(ExperimentTable table, string numerator, string denominator, int arm)
    {
        var y = table.Metric(numerator);
        var x = table.Metric(denominator);
        var arms = table.ArmOfUnit;
        var (count, above, below) = (0.0, 0.0, 0.0);
        for (var unit = 0; unit < arms.Length; unit++)
        {
            if (arms[unit] == arm)
            {
                count++;
                above += y[unit];
                below += x[unit];
            }
        }

        if (count < 2)
        {
            throw MathsFaults.TooFew("A ratio metric", (int)count, 2);
        }

        if (!(below > 0))
        {
            throw MathsFaults.NothingToDivideBy(denominator);
        }

        var (ratio, residuals) = (above / below, 0.0);
        for (var unit = 0; unit < arms.Length; unit++)
        {
            var residual = arms[unit] == arm ? y[unit] - ratio * x[unit] : 0;
            residuals += residual * residual;
        }

        return (ratio, residuals / (count - 1) * count / (below * below), count);
    }
}
