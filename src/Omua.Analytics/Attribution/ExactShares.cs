namespace Omua.Analytics;

/// <summary>Makes parts sum to their whole to the last bit, added up in their order.</summary>
internal static class ExactShares
{
    private const int Nudges = 16;

    /// <summary>Scales the parts in place where they do not sum to the whole yet; what rounding leaves goes to the last part that can take it.</summary>
    public static void Fit(double[] parts, double whole)
    {
        var sum = Sum(parts);
        if (!(sum > 0))
        {
            return;
        }

        // Parts that are whole numbers stay so: only what is in another unit than the whole is scaled.
        for (var index = 0; Math.Abs(sum - whole) > 1e-9 * Math.Abs(whole) && index < parts.Length; index++)
        {
            parts[index] = parts[index] / sum * whole;
        }

        if (Sum(parts) == whole)
        {
            return;
        }

        // What stands before the last part is rounded already, so that the last part alone decides how the sum is rounded.
        for (var index = parts.Length - 1; index >= 0; index--)
        {
            if (parts[index] > 0 && Takes(parts, index, whole))
            {
                return;
            }
        }
    }

    private static bool Takes(double[] parts, int index, double whole)
    {
        var before = parts[index];
        parts[index] += whole - Sum(parts);
        for (var nudge = 0; nudge < Nudges; nudge++)
        {
            var now = Sum(parts);
            if (now == whole && parts[index] > 0)
            {
                return true;
            }

            parts[index] = now < whole ? Math.BitIncrement(parts[index]) : Math.BitDecrement(parts[index]);
        }

        parts[index] = before;
        return false;
    }

    private static double Sum(double[] parts)
    {
        var sum = 0.0;
        foreach (var part in parts)
        {
            sum += part;
        }

        return sum;
    }
}
