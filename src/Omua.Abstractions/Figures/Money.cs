using System.Globalization;

namespace Omua.Abstractions;

/// <summary>An amount in one currency. Two currencies never add up: arithmetic across them throws.</summary>
/// <param name="Amount">The amount in major units (12.50, not 1250 cents and not micros).</param>
/// <param name="Currency">ISO 4217 code in upper case, or <see cref="UnknownCurrency"/> where an export states none.</param>
public readonly record struct Money(decimal Amount, string Currency) : IComparable<Money>
{
    /// <summary>The ISO 4217 code for "no currency": the export did not say which one it is in.</summary>
    public const string UnknownCurrency = "XXX";

    /// <summary>Zero in a currency.</summary>
    public static Money Zero(string currency) => new(0m, currency);

    /// <summary>The sum. Throws <see cref="CurrencyMismatchException"/> for two different currencies.</summary>
    public static Money operator +(Money left, Money right) => new(left.Amount + right.In(left.Currency), left.Currency);

    /// <summary>The difference. Throws <see cref="CurrencyMismatchException"/> for two different currencies.</summary>
    public static Money operator -(Money left, Money right) => new(left.Amount - right.In(left.Currency), left.Currency);

    /// <summary>The amount scaled by a plain factor.</summary>
    public static Money operator *(Money money, decimal factor) => money with { Amount = money.Amount * factor };

    /// <summary>Orders two amounts of one currency. Throws <see cref="CurrencyMismatchException"/> for two different currencies.</summary>
    public int CompareTo(Money other) => Amount.CompareTo(other.In(Currency));

    /// <summary>The amount, provided that it is in <paramref name="currency"/>. Throws <see cref="CurrencyMismatchException"/> otherwise.</summary>
    public decimal In(string currency) =>
        string.Equals(Currency, currency, StringComparison.Ordinal) ? Amount : throw new CurrencyMismatchException(Currency, currency);

    /// <summary>"12.50 USD", or "12.50" where the currency is unknown.</summary>
    public override string ToString()
    {
        var amount = Amount.ToString("#,##0.00", CultureInfo.InvariantCulture);
        return Currency is UnknownCurrency or null ? amount : $"{amount} {Currency}";
    }
}
