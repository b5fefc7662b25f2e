using Omua.Cli.Acting;

namespace Omua.Cli.Tests.Acting;

/// <summary>What holds for each change by itself.</summary>
public sealed class ChangeGuardsTests
{
    private static readonly SpendChange Good = ActingGround.Change("a", "brand", 20);
    private static readonly ActingSettings Settings = new() { MinDays = 10 };

    [Fact]
    public void Check_ChangeWithinEveryGuard_Passes() => Assert.Empty(ChangeGuards.Check(Good, Settings));

    [Theory]
    [InlineData(0.2, true)]
    [InlineData(0.1999, false)]
    public void Check_Step_IsHeldUpAndDown(double most, bool passes)
    {
        var settings = Settings with { MaxStep = most };
        Assert.Equal(passes, !ChangeGuards.Check(Good, settings).Any());
        Assert.Equal(passes, !ChangeGuards.Check(ActingGround.Change("a", "brand", -20), settings).Any());
    }

    [Theory]
    [InlineData("bid", "USD", 100, 1000, "kind 'bid'")]
    [InlineData("budget", "XXX", 100, 1000, "currency is not known")]
    [InlineData("budget", "EUR", 100, 1000, "the caps are in USD")]
    [InlineData("budget", "USD", 9, 1000, "9 rows")]
    [InlineData("budget", "USD", 100, 0, "no budget now")]
    public void Check_BrokenGuard_SaysWhich(string change, string currency, long rows, int from, string says)
    {
        var proposal = Good.Proposal with
        {
            Change = change, From = new Money(from, currency), To = new Money(1100, currency), Evidence = [Good.Proposal.Evidence[0] with { RowCount = rows }],
        };

        var fault = Assert.Single(ChangeGuards.Check(new SpendChange(proposal), Settings with { Caps = new CapSettings { Day = 1 } }));

        Assert.Equal(FaultCodes.ChangeRefused, fault.Code);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_FewOrNoDays_IsRefusedUnlessItIsAskedFor()
    {
        Assert.Contains("10 days", Assert.Single(ChangeGuards.Check(Good, Settings with { MinDays = 11 })).Message, StringComparison.Ordinal);
        var undated = new SpendChange(Good.Proposal with { Evidence = [Good.Proposal.Evidence[0] with { Window = null }] });
        Assert.Contains("no days", Assert.Single(ChangeGuards.Check(undated, Settings)).Message, StringComparison.Ordinal);
        Assert.Empty(ChangeGuards.Check(undated, Settings with { MinDays = 0 }));
    }

    [Theory]
    [InlineData("USD", "33.33")]
    [InlineData("JPY", "33")]
    [InlineData("KWD", "33.333")]
    public void To_AmountOfADay_IsCutToWhatTheCurrencyCanSay(string currency, string amount)
    {
        var window = new DateRange(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 30));
        var change = new SpendChange(Good.Proposal with { From = new Money(900, currency), To = new Money(1000, currency), Evidence = [Good.Proposal.Evidence[0] with { Window = window }] });

        Assert.Equal(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), change.To);
        Assert.Equal(30, change.Days);
    }
}
