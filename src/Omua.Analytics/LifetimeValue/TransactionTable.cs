namespace Omua.Analytics;

/// <summary>Purchases held column by column, in any order. Immutable and safe to read from many threads. Build one with <see cref="TransactionTableBuilder"/>.</summary>
public sealed class TransactionTable
{
    private readonly int[] _customers;
    private readonly int[] _days;
    private readonly double[] _amounts;
    private readonly double[]? _quantities;
    private readonly Dictionary<string, (int[] Codes, IReadOnlyList<string> Values)> _dimensions;

    internal TransactionTable(
        IReadOnlyList<string> customerNames, int[] customers, int[] days, double[] amounts, double[]? quantities,
        Dictionary<string, (int[] Codes, IReadOnlyList<string> Values)> dimensions)
    {
        Customers = customerNames;
        _customers = customers;
        _days = days;
        _amounts = amounts;
        _quantities = quantities;
        _dimensions = dimensions;
    }

    /// <summary>How many purchases.</summary>
    public int Count => _customers.Length;

    /// <summary>Names of the customers.</summary>
    public IReadOnlyList<string> Customers { get; }

    /// <summary>For each purchase, the index of its customer in <see cref="Customers"/>.</summary>
    public ReadOnlySpan<int> CustomerOf => _customers;

    /// <summary>For each purchase, its day as <see cref="DateOnly.DayNumber"/>.</summary>
    public ReadOnlySpan<int> Days => _days;

    /// <summary>For each purchase, what was paid; money, negative for a refund.</summary>
    public ReadOnlySpan<double> Amounts => _amounts;

    /// <summary>For each purchase, how many things were bought; empty where the rows do not say.</summary>
    public ReadOnlySpan<double> Quantities => _quantities;

    /// <summary>Names of what purchases can be told apart by.</summary>
    public IReadOnlyCollection<string> Dimensions => _dimensions.Keys;

    /// <summary>For each purchase, the index of its value in <see cref="Values"/>.</summary>
    public ReadOnlySpan<int> Codes(string dimension) => _dimensions[dimension].Codes;

    /// <summary>The distinct values of a dimension.</summary>
    public IReadOnlyList<string> Values(string dimension) => _dimensions[dimension].Values;
}
