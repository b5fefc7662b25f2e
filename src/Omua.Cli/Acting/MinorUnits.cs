namespace Omua.Cli.Acting;

/// <summary>How many decimals a currency has (ISO 4217).</summary>
internal static class MinorUnits
{
    private static readonly HashSet<string> Whole = ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"];
    private static readonly HashSet<string> Thousandths = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    public static int Of(string currency) => Whole.Contains(currency) ? 0 : Thousandths.Contains(currency) ? 3 : 2;

    /// <summary>The amount, cut to what the currency can express: never more than it was.</summary>
    public static decimal Cut(decimal amount, string currency) => Math.Round(amount, Of(currency), MidpointRounding.ToZero);
}
