namespace Omua.Analytics;

/// <summary>What is left of earlier spend.</summary>
public static class Adstock
{
    /// <summary>
    /// Geometric carry-over: a[t] = x[t] + decay * a[t-1]; with a reach of L periods a[t] = sum over l &lt; L of decay^l x[t-l]. Normalised, the weights are divided by their sum, so that constant spend stays as it is.
    /// Unit: that of the values. Source: Broadbent (1979); Jin et al. (2017), "Bayesian methods for media mix modeling with carryover and shape effects".
    /// </summary>
    /// <param name="values">x, one for each period, in the order of time.</param>
    /// <param name="decay">Share that is left after a period; 0 to below 1.</param>
    /// <param name="reach">Periods that spend reaches, its own included; 0 for all that follow. Default 0.</param>
    /// <param name="isNormalised">Whether weights sum to 1. Default false.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/>.</exception>
    public static double[] Geometric(IReadOnlyList<double> values, double decay, int reach = 0, bool isNormalised = false)
    {
        if (!(decay is >= 0 and < 1))
        {
            throw MathsFaults.OutOfRange("the decay", decay, "0 to below 1");
        }

        if (reach < 0)
        {
            throw MathsFaults.OutOfRange("the reach", reach, "0 and more");
        }

        var (carried, left) = (new double[values.Count], reach == 0 ? 0 : Math.Pow(decay, reach));
        for (var period = 0; period < carried.Length; period++)
        {
            carried[period] = values[period] + (period > 0 ? decay * carried[period - 1] : 0) - (left > 0 && period >= reach ? left * values[period - reach] : 0);
        }

        var weight = isNormalised ? (1 - left) / (1 - decay) : 1;
        for (var period = 0; isNormalised && period < carried.Length; period++)
        {
            carried[period] /= weight;
        }

        return carried;
    }
}
