namespace Omua.Plugins.Tests.Configuration;

public sealed class PluginSectionTests : IDisposable
{
    private readonly ScratchConfiguration _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Bind_EveryKind_IsRead()
    {
        var options = Load("""
            account: "007"
            api_key: k
            pin: 12
            is_on: false
            big: 9000000000
            share: 0.25
            limit: 12.50
            timeout: 30s
            since: 2026-01-31
            day: tuesday
            address: https://example.com/a
            names: [a, b]
            numbers: [1, 2, 3]
            weights: { x: 0.5, y: 2 }
            past_test: { control: 10, treatment: 20 }
            """).Bind<SampleOptions>();
        Assert.Equal(("007", "k", 12, false, 9_000_000_000L, 0.25, 12.50m), (options.Account, options.ApiKey, options.Pin, options.IsOn, options.Big, options.Share, options.Limit));
        Assert.Equal((TimeSpan.FromSeconds(30), new DateOnly(2026, 1, 31), DayOfWeek.Tuesday, "example.com"),
            (options.Timeout, options.Since, options.Day, options.Address?.Host));
        Assert.Equal(["a", "b"], options.Names);
        Assert.Equal([1, 2, 3], options.Numbers);
        Assert.Equal(2, options.Weights["y"]);
        Assert.Equal(new SampleTest { Control = 10, Treatment = 20 }, options.PastTest);
    }

    [Fact]
    public void Bind_OnlyRequired_KeepsDefaults()
    {
        var options = Load("account: a").Bind<SampleOptions>();
        Assert.Equal((true, 0.5, TimeSpan.FromSeconds(1), null), (options.IsOn, options.Share, options.Timeout, options.Limit));
    }

    [Fact]
    public void Bind_ManyFaults_ReportsAllAtOnce()
    {
        var faults = Faults("""
            acount: a
            is_on: maybe
            timeout: 10
            numbers: [1, x]
            past_test: { treatment: 1 }
            names: { a: 1 }
            """);
        Assert.Equal(["account", "acount", "is_on", "names", "numbers:1", "past_test:control", "timeout"], faults.Select(fault => fault.Key).Order());
        Assert.Contains(faults, fault => fault.Key == "acount" && fault.Message.Contains("did you mean account?", StringComparison.Ordinal));
    }

    [Fact]
    public void Bind_OutOfRange_GivesWhatValidateSays() =>
        Assert.Equal(new OptionFault("share", "is 2; use 0 to 1"), Assert.Single(Faults("account: a\nshare: 2")));

    [Fact]
    public void Bind_OutOfRangeBesideOtherFaults_IsReportedWithThem()
    {
        var faults = Faults("is_on: maybe\nshare: 2\npin: x\nretry: { attempts: 0, delay: 2h, pasword: 5 }\nsteps: [{ attempts: 1 }, { attempts: 7 }]");
        Assert.Equal(
            ["account", "is_on", "pin", "retry:attempts", "retry:delay", "retry:pasword", "share", "steps:1:attempts"], faults.Select(fault => fault.Key).Order(StringComparer.Ordinal));
        Assert.Contains(new OptionFault("steps:1:attempts", "is 7; use 1 to 5"), faults);
        Assert.Contains(new OptionFault("retry:delay", "is 2h; use 0s to 1h"), faults);
    }

    [Fact]
    public void Bind_OutOfRangeInAList_HasThePlaceOfTheItem()
    {
        Load("account: a\nsteps:\n  - attempts: 1\n  - attempts: 7");
        Assert.Equal((6, 9), (_scratch.Load().PlaceOf("p", "steps:1:attempts")!.Line, _scratch.Load().PlaceOf("p", "steps:1:attempts")!.Column));
    }

    [Fact]
    public void Bind_SecretOutOfRange_IsNotQuotedByTheOptionsOwnWords()
    {
        var fault = Assert.Single(Faults("account: a\nretry: { attempts: 1, password: hunter2 }"));
        Assert.Equal(new OptionFault("retry:password", "is ***; use 8 characters or more"), fault);
    }

    [Fact]
    public void Bind_ValidateThatThrowsOverMissingKeys_LeavesTheFaultsThatAreKnown() =>
        Assert.Equal("account", Assert.Single(Faults("careless: true")).Key);

    [Fact]
    public void Bind_ConstructorKeysAndEnabled_AreKnown() =>
        Assert.Equal("a", Load("account: a\nendpoint: e\nenabled: true", ["endpoint"]).Bind<SampleOptions>().Account);

    [Fact]
    public void Bind_WrongSecret_IsNeverQuoted()
    {
        _scratch.InEnvironment("SHARE", "hunter2");
        var faults = Faults("account: a\npin: hunter2\nshare: ${env:SHARE}\nweights: { db_password: hunter2 }");
        Assert.Equal(3, faults.Count);
        Assert.DoesNotContain(faults, fault => fault.ToString().Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void Bind_MissingVariable_NamesIt() =>
        Assert.Contains("NOT_THERE", Assert.Single(Faults("account: ${env:NOT_THERE}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Item_MissingVariable_ThrowsWhenRead() =>
        Assert.Throws<PluginConfigurationException>(() => Load("account: ${env:NOT_THERE}")["account"]);

    [Fact]
    public void Item_Nested_IsReachedByColon() => Assert.Equal("5", Load("limits: { daily: 5 }")["limits:daily"]);

    [Fact]
    public void Keys_Enabled_IsTheHostsOwn() => Assert.Equal(["account"], Load("enabled: true\naccount: a").Keys);

    [Fact]
    public void PlaceOf_KeyAndMissingKey_PointAtKeyAndSection()
    {
        Load("account: a\nlimits:\n  daily: 5");
        var configuration = _scratch.Load();
        Assert.Equal((5, 7), (configuration.PlaceOf("p", "limits:daily")!.Line, configuration.PlaceOf("p", "limits:daily")!.Column));
        Assert.Equal(2, configuration.PlaceOf("p", "other")!.Line);
        Assert.Null(configuration.PlaceOf("absent"));
    }

    private IPluginConfiguration Load(string section, string[]? constructorKeys = null) =>
        _scratch.InProject("plugins:\n  p:\n    " + section.ReplaceLineEndings("\n    ")).Load().For("p", constructorKeys ?? []);

    private IReadOnlyList<OptionFault> Faults(string section) =>
        Assert.Throws<PluginConfigurationException>(() => Load(section).Bind<SampleOptions>()).Faults;
}
