namespace Omua.Abstractions;

/// <summary>Two amounts of different currencies met in one calculation. Split the rows by currency first.</summary>
public sealed class CurrencyMismatchException(string left, string right)
    : InvalidOperationException($"{left} and {right} cannot be combined; split the rows by currency first.")
{
    /// <summary>The currency of the one amount.</summary>
    public string Left { get; } = left;

    /// <summary>The currency of the other.</summary>
    public string Right { get; } = right;
}
