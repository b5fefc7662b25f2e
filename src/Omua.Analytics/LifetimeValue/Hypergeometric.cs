namespace Omua.Analytics;

/// <summary>Gauss's 2F1 by its series, for arguments from 0 to below 1.</summary>
internal static class Hypergeometric
{
    private const int TermLimit = 100_000;

    /// <summary>2F1(a, b; c; z); terms shrink by z at last, so that close to 1 it takes many.</summary>
    public static double Series(double a, double b, double c, double z)
    {
        var (sum, term) = (1.0, 1.0);
        for (var n = 0; n < TermLimit; n++)
        {
            term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
            sum += term;
            if (Math.Abs(term) <= 1e-16 * Math.Abs(sum))
            {
                return sum;
            }
        }

        return sum;
    }
}
