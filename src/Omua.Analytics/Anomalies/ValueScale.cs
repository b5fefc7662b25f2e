namespace Omua.Analytics;

/// <summary>The scale on which the spread of a series does not hang on its level: logarithm for values above zero, square root where zero occurs, as it is below.</summary>
internal static class ValueScale
{
    public static (Func<double, double> To, Func<double, double> From) For(IReadOnlyList<double> values)
    {
        var least = values.Min();
        return least > 0 ? (Math.Log, Math.Exp)
            : least == 0 ? (Math.Sqrt, scaled => scaled <= 0 ? 0 : scaled * scaled)
            : (value => value, scaled => scaled);
    }
}
