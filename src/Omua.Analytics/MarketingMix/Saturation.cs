namespace Omua.Analytics;

/// <summary>How more spend brings less and less.</summary>
public static class Saturation
{
    /// <summary>
    /// Hill: x^slope / (x^slope + (half * largest)^slope), from 0 to below 1; half of 1 is reached at half * largest. Source: Robyn (Meta), <c>saturation_hill</c>; Hill (1910).
    /// </summary>
    /// <param name="values">x, 0 and above.</param>
    /// <param name="slope">Above 0; above 1 the curve is S-shaped.</param>
    /// <param name="half">Where half is reached, as a share of the largest value; above 0.</param>
    /// <param name="largest">What the share is of; default null: the largest of the values.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/>, <see cref="FaultCodes.ZeroTotal"/> where all values are 0.</exception>
    public static double[] Hill(IReadOnlyList<double> values, double slope, double half, double? largest = null)
    {
        Positive("the slope", slope);
        Positive("the half-saturation", half);
        var middle = half * Largest(values, largest);
        return [.. values.Select(value => value <= 0 ? 0 : 1 / (1 + Math.Pow(middle / value, slope)))];
    }

    /// <summary>
    /// Logistic: (1 - e^(-rate x)) / (1 + e^(-rate x)), from 0 to below 1, concave. Source: PyMC-Marketing, <c>logistic_saturation</c>.
    /// </summary>
    /// <param name="values">x, 0 and above.</param>
    /// <param name="rate">Per unit of x; above 0.</param>
    /// <param name="scale">What x is divided by first. Default 1.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/>.</exception>
    public static double[] Logistic(IReadOnlyList<double> values, double rate, double scale = 1)
    {
        Positive("the rate", rate);
        Positive("the scale", scale);
        return [.. values.Select(value => Math.Tanh(rate * value / scale / 2))];
    }

    private static double Largest(IReadOnlyList<double> values, double? given)
    {
        var largest = given ?? (values.Count == 0 ? 0 : values.Max());
        return largest > 0 ? largest : throw MathsFaults.NothingToDivideBy("the values");
    }

    private static void Positive(string what, double value)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw MathsFaults.OutOfRange(what, value, "numbers above 0");
        }
    }
}
