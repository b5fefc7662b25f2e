namespace Omua.Abstractions.Tests;

/// <summary>Ranges of options: which are kept, what the message says, what the schema is told.</summary>
public sealed class OptionChecksTests
{
    private double Share { get; init; } = 0.5;

    private int? MaxSends { get; init; }

    private TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(90);

    private OptionChecksTests? PastTest { get; init; }

    [Fact]
    public void Checks_ValuesInRange_SayNothing() =>
        Assert.Empty(new OptionChecks().Between(Share, 0, 1).AtLeast(MaxSends, 1).AtMost(RetryDelay, TimeSpan.FromMinutes(2)).Between(Share, 0.5, 0.5).That(true, "a", "b"));

    [Fact]
    public void Checks_ValuesOutOfRange_NameKeyValueAndRange()
    {
        var options = new OptionChecksTests { Share = 1.5, MaxSends = 0 };
        Assert.Equal(
            [
                new OptionFault("options:share", "is 1.5; use 0 to 1"), new OptionFault("options:max_sends", "is 0; use 1 or more"),
                new OptionFault("retry_delay", "is 90s; use 1m or less"), new OptionFault("a", "b"),
            ],
            new OptionChecks().Between(options.Share, 0, 1).AtLeast(options.MaxSends, 1).AtMost(RetryDelay, TimeSpan.FromMinutes(1)).That(false, "a", "b"));
    }

    [Fact]
    public void Key_OfNestedOptions_IsJoinedByColons()
    {
        var outer = new OptionChecksTests { PastTest = new OptionChecksTests() };
        Assert.Equal("past_test:share", Assert.Single(outer.Nested()).Key);
    }

    [Fact]
    public void Ranges_Checked_AreKeptForTheSchema() =>
        Assert.Equal(
            [new OptionRange("share", 0.0, 1.0), new OptionRange("max_sends", 1, null), new OptionRange("retry_delay", null, TimeSpan.FromMinutes(2))],
            new OptionChecks().Between(Share, 0, 1).AtLeast(MaxSends, 1).AtMost(RetryDelay, TimeSpan.FromMinutes(2)).Ranges);

    private OptionChecks Nested() => new OptionChecks().AtLeast(this.PastTest!.Share, 1);
}
