using Omua.Plugins.Configuration;

namespace Omua.Plugins.Tests.Configuration;

/// <summary>The section <c>guard:</c>, for all plugins and for one.</summary>
public sealed class PluginLimitsTests : IDisposable
{
    private readonly ScratchConfiguration _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void LimitsOf_OwnSection_GoesOverTheOneForAllKeyByKey()
    {
        var configuration = _scratch.InProject("""
            guard:
              call: 2m
              max_parallel: 4
            plugins:
              my_store:
                path: here
                guard:
                  call: 10s
                  own_thread: true
            """).Load();

        Assert.Empty(configuration.Faults);
        Assert.Equal(new PluginLimits { Call = TimeSpan.FromMinutes(2), MaxParallel = 4 }, configuration.LimitsOf("other"));
        Assert.Equal(new PluginLimits { Call = TimeSpan.FromSeconds(10), MaxParallel = 4, OwnThread = true }, configuration.LimitsOf("my_store"));
        Assert.Equal(["path"], configuration.For("my_store", []).Keys);
    }

    [Fact]
    public void Load_WrongLimits_AreReportedTogetherWithTheirPlaces()
    {
        var configuration = _scratch.InProject("""
            guard:
              call: 0s
            plugins:
              my_store:
                guard:
                  max_parallel: 0
                  grace: 2h
                  rests: 1s
              my_llm:
                guard: fast
            """).Load();

        Assert.Equal(
            [(FaultCodes.OptionOutOfRange, 2), (FaultCodes.OptionOutOfRange, 6), (FaultCodes.OptionOutOfRange, 7), (FaultCodes.UnknownOption, 8), (FaultCodes.OptionWrongType, 10)],
            configuration.Faults.Select(fault => (fault.Code, fault.Line!.Value)));
        Assert.Contains("guard.call is 0s; use 1ms to 24h", configuration.Faults[0].Message, StringComparison.Ordinal);
        Assert.Contains("plugins.my_store.guard.rests", configuration.Faults[3].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LimitsOf_ValuesOutOfRange_EachNameTheirRange()
    {
        var faults = _scratch.InProject("plugins:\n  my_store:\n    guard: { max_parallel: 0, grace: 2h, failures: 20000 }\n").Load().Faults;

        Assert.Equal(
            ["plugins.my_store.guard.grace is 2h; use 0s to 1h", "plugins.my_store.guard.max_parallel is 0; use 1 to 10000", "plugins.my_store.guard.failures is 20000; use 1 to 10000"],
            faults.Select(fault => fault.Message).OrderBy(message => message.Length));
    }

    [Fact]
    public void LimitsOf_NothingWritten_LeavesTheEnginesLimitOfATaskRoom()
    {
        var configuration = _scratch.InProject("engine:\n  task_timeout: 2h\n").Load();

        Assert.Equal(TimeSpan.FromMinutes(121), configuration.LimitsOf("my_agent")!.Call);
    }

    [Fact]
    public void Secrets_OfASection_AreThoseByNameByMarkAndByReference()
    {
        var section = (PluginSection)_scratch.InEnvironment("TOP", "from outside").InProject("""
            plugins:
              my_llm:
                model: plain
                api_key: one
                login: { name: x, password: two }
                phrase: three
                address: ${env:TOP}
            """).Load().For("my_llm", []);

        Assert.Equal(["one", "two", "three", "from outside"], section.Secrets(["phrase"]));
    }
}
