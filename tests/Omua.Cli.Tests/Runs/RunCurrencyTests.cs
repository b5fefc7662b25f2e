using Omua.Cli.Runs;

namespace Omua.Cli.Tests.Runs;

public sealed class RunCurrencyTests
{
    [Theory]
    [InlineData("", null, "XXX")]
    [InlineData("", "USD", "USD")]
    [InlineData("EUR", null, "EUR")]
    [InlineData("EUR", "EUR", "EUR")]
    [InlineData("EUR,USD", "USD", "USD")]
    public void Of_DataAndCaller_TheDataGoesFirst(string data, string? stated, string expected) =>
        Assert.Equal(expected, RunCurrency.Of(Datasets(data), stated));

    [Theory]
    [InlineData("EUR", "USD")]
    [InlineData("EUR,USD", null)]
    [InlineData("EUR,USD", "GBP")]
    public void Of_Contradiction_IsRefusedWithTheFix(string data, string? stated) =>
        Assert.Equal(FaultCodes.BudgetCurrency, Assert.Single(Assert.Throws<FaultException>(() => RunCurrency.Of(Datasets(data), stated)).Faults).Code);

    private static IReadOnlyList<Dataset> Datasets(string currencies) =>
        [new Rows { Name = "d", Kind = "performance", Format = "f", Quality = new DatasetQuality { Files = [], RowsRead = 1, RowsRefused = 0, Currencies = currencies.Split(',', StringSplitOptions.RemoveEmptyEntries) } }];

    private sealed class Rows : Dataset;
}
