namespace Omua.Abstractions.Tests;

public sealed class MoneyTests
{
    [Fact]
    public void Add_TwoCurrencies_Throws() =>
        Assert.Throws<CurrencyMismatchException>(() => new Money(1m, "USD") + new Money(1m, "EUR"));

    [Fact]
    public void Add_OneCurrency_Sums() => Assert.Equal(new Money(3.30m, "USD"), new Money(1.10m, "USD") + new Money(2.20m, "USD"));

    [Fact]
    public void ToString_UnknownCurrency_ShowsNoCode() => Assert.Equal("1,234.50", new Money(1234.5m, Money.UnknownCurrency).ToString());
}
