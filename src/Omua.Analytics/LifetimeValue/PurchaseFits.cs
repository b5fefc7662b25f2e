namespace Omua.Analytics;

/// <summary>What the fits of purchase models share.</summary>
internal static class PurchaseFits
{
    private const int FewestCustomers = 20;

    public static void Check(IReadOnlyList<CustomerHistory> histories, string model)
    {
        if (histories.Count < FewestCustomers)
        {
            throw MathsFaults.TooFew($"A fit of {model}", histories.Count, FewestCustomers);
        }

        if (histories.All(customer => customer.Repeats == 0))
        {
            throw MathsFaults.NoVariation("The number of repeat purchases");
        }
    }

    /// <summary>log(e^a + e^b) without leaving the range of a double.</summary>
    public static double LogSum(double a, double b) => Math.Max(a, b) is var most && double.IsNegativeInfinity(most) ? most : most + Math.Log(1 + Math.Exp(Math.Min(a, b) - most));
}
