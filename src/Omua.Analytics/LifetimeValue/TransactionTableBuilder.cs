namespace Omua.Analytics;

/// <summary>Collects purchases into a <see cref="TransactionTable"/>. Not safe for several threads.</summary>
/// <param name="dimensions">Names of what purchases can be told apart by.</param>
public sealed class TransactionTableBuilder(params IReadOnlyList<string> dimensions)
{
    private readonly NameCodes _customers = new();
    private readonly List<int> _days = [];
    private readonly List<double> _amounts = [];
    private readonly NameCodes[] _values = [.. dimensions.Select(_ => new NameCodes())];

    /// <summary>Adds a purchase.</summary>
    /// <param name="customer">Who bought.</param>
    /// <param name="day">When.</param>
    /// <param name="amount">What was paid; money, finite.</param>
    /// <param name="dimensionValues">One value for each dimension.</param>
    public void Add(string customer, DateOnly day, double amount, params ReadOnlySpan<string> dimensionValues)
    {
        _customers.Add(customer);
        _days.Add(day.DayNumber);
        _amounts.Add(amount);
        for (var index = 0; index < _values.Length; index++)
        {
            _values[index].Add(dimensionValues[index]);
        }
    }

    /// <summary>The table of all purchases added so far.</summary>
    public TransactionTable Build() => new(
        _customers.Names, _customers.Codes, [.. _days], [.. _amounts], null,
        Enumerable.Range(0, dimensions.Count).ToDictionary(index => dimensions[index], index => (_values[index].Codes, _values[index].Names), StringComparer.Ordinal));
}
