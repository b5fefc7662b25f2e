namespace Omua.Analytics;

/// <summary>All that a comparison of means needs of one arm: how many units, the sum of their values and of the squares.</summary>
/// <param name="Count">n; units.</param>
/// <param name="Sum">Sum of the values.</param>
/// <param name="SumOfSquares">Sum of the squared values.</param>
public readonly record struct ArmMoments(double Count, double Sum, double SumOfSquares)
{
    /// <summary>Sum / n.</summary>
    public double Mean => Sum / Count;

    /// <summary>(sum of squares - n mean^2) / (n - 1), not below 0; for a share p, n p (1 - p) / (n - 1).</summary>
    public double Variance => Math.Max(0, (SumOfSquares - Sum * Sum / Count) / (Count - 1));

    /// <summary>The moments of a yes-or-no metric.</summary>
    public static ArmMoments OfShare(double successes, double count) => new(count, successes, successes);

    /// <summary>The moments of values.</summary>
    public static ArmMoments Of(ReadOnlySpan<double> values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            sum += value;
            squares += value * value;
        }

        return new ArmMoments(values.Length, sum, squares);
    }
}
