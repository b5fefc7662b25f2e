namespace Omua.Analytics;

/// <summary>Rounds amounts to the smallest unit of money so that they sum exactly to a total (largest remainder, Hamilton's method).</summary>
internal static class MoneyRounding
{
    public static decimal[] ToTotal(double[] amounts, decimal total, int decimals)
    {
        var unit = Unit(decimals);
        var units = amounts.Select(amount => amount / (double)unit).ToArray();
        var whole = units.Select(value => (long)Math.Floor(value + 1e-7)).ToArray();
        var left = (long)(total / unit) - whole.Sum();
        foreach (var index in Enumerable.Range(0, units.Length).OrderByDescending(index => (units[index] - whole[index]) * Math.Sign(left)).ThenBy(index => index).Take((int)Math.Abs(left)))
        {
            whole[index] += Math.Sign(left);
        }

        return [.. whole.Select(value => value * unit)];
    }

    public static decimal Unit(int decimals)
    {
        var unit = 1m;
        for (var place = 0; place < decimals; place++)
        {
            unit /= 10;
        }

        return unit;
    }
}
