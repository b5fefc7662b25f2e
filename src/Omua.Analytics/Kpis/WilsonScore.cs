namespace Omua.Analytics;

/// <summary>The score interval of a proportion (Wilson 1927), which stays inside 0..1 and holds its level for small counts.</summary>
internal static class WilsonScore
{
    private const double Z95 = 1.959963984540054;

    public static Interval? Interval(double? successes, double? trials)
    {
        if (successes is not { } x || trials is not { } n || n <= 0 || x < 0 || x > n)
        {
            return null;
        }

        var share = x / n;
        var z2 = Z95 * Z95;
        var centre = (share + z2 / (2 * n)) / (1 + z2 / n);
        var half = Z95 / (1 + z2 / n) * Math.Sqrt(share * (1 - share) / n + z2 / (4 * n * n));
        return new Interval(x == 0 ? 0 : Math.Max(0, centre - half), x == n ? 1 : Math.Min(1, centre + half));
    }
}
