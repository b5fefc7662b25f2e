using Omua.Plugins.Configuration;

namespace Omua.Plugins.Tests.Configuration;

public sealed class OmuaConfigurationTests : IDisposable
{
    private readonly ScratchConfiguration _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Load_NoFiles_GivesDefaultsWithoutFaults()
    {
        var configuration = _scratch.Load();
        Assert.Empty(configuration.Faults);
        Assert.Equal((8, 2, TimeSpan.FromMinutes(5), "sqlite"), (configuration.Settings.Engine.MaxParallel, configuration.Settings.Engine.Retries,
            configuration.Settings.Engine.TaskTimeout, configuration.Settings.Storage.Backend));
    }

    [Fact]
    public void Load_UnknownKey_NamesThePlaceAndTheNearestKey()
    {
        var fault = Assert.Single(_scratch.InProject("engine:\n  max_paralel: 4\n").Load().Faults);
        Assert.Equal((FaultCodes.UnknownOption, $"{_scratch.ProjectFile}:2:3"), (fault.Code, fault.Place));
        Assert.Contains("engine.max_paralel", fault.Message, StringComparison.Ordinal);
        Assert.Equal("did you mean max_parallel?", fault.Fix);
    }

    [Fact]
    public void Load_AgentLimits_AreReadAndHeldToTheirRange()
    {
        Assert.Equal(2, _scratch.InProject("engine:\n  agent_limits:\n    paid_search: 2\n").Load().Settings.Engine.AgentLimits["paid_search"]);
        var fault = Assert.Single(_scratch.InProject("engine:\n  agent_limits:\n    paid_search: 0\n").Load().Faults);
        Assert.Equal((FaultCodes.OptionOutOfRange, 2), (fault.Code, fault.Line));
    }

    [Fact]
    public void Load_SeveralFaults_ReportsAllWithLineAndColumn()
    {
        var faults = _scratch.InProject("""
            engin:
              retries: 1
            engine:
              task_timeout: soon
              retries: many
            run:
                currency: euro
            """).Load().Faults;
        Assert.Equal(
            [(FaultCodes.UnknownOption, 1, 1), (FaultCodes.OptionWrongType, 4, 3), (FaultCodes.OptionWrongType, 5, 3), (FaultCodes.OptionOutOfRange, 7, 5)],
            faults.Select(fault => (fault.Code, fault.Line!.Value, fault.Column!.Value)));
    }

    [Fact]
    public void Load_EnvironmentProjectAndHome_TheNearestWins()
    {
        var engine = _scratch.InHome("engine: { max_parallel: 1, retries: 1, retry_delay: 3s }")
            .InProject("engine:\n  max_parallel: 2\n  retries: 5\n")
            .InEnvironment("OMUA__ENGINE__MAX_PARALLEL", "3").Load().Settings.Engine;
        Assert.Equal((3, 5, TimeSpan.FromSeconds(3)), (engine.MaxParallel, engine.Retries, engine.RetryDelay));
    }

    [Fact]
    public void Load_WrongValueInEnvironment_NamesTheVariable()
    {
        var fault = Assert.Single(_scratch.InEnvironment("OMUA__ENGINE__RETRIES", "x").Load().Faults);
        Assert.Null(fault.File);
        Assert.Contains("OMUA__ENGINE__RETRIES", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AliasBomb_IsRefusedAtTheFirstAnchor()
    {
        var fault = Assert.Single(_scratch.InProject("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n").Load().Faults);
        Assert.Equal((FaultCodes.MalformedConfiguration, 1), (fault.Code, fault.Line));
        Assert.Contains("anchors", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MalformedYaml_NamesThePlace()
    {
        var fault = Assert.Single(_scratch.InProject("engine:\n  retries: 1\n  - list\n").Load().Faults);
        Assert.Equal((FaultCodes.MalformedConfiguration, 3), (fault.Code, fault.Line));
    }

    [Fact]
    public void Load_KeyTwice_IsAFault() =>
        Assert.Equal(2, Assert.Single(_scratch.InProject("run: { seed: 1 }\nrun: { seed: 2 }\n").Load().Faults).Line);

    [Fact]
    public void Load_NamedFileThatIsNotThere_IsAFault() =>
        Assert.Equal(FaultCodes.UnreadableConfiguration, Assert.Single(_scratch.Load(Path.Combine(_scratch.Project, "no.yaml")).Faults).Code);

    [Fact]
    public void Load_MissingVariable_NamesItAndConcernsThePluginAlone()
    {
        var configuration = _scratch.InProject("plugins:\n  my_llm:\n    api_key: ${env:NOT_THERE}\n").Load();
        var fault = Assert.Single(configuration.Faults);
        Assert.Equal((FaultCodes.MissingReference, $"{_scratch.ProjectFile}:3:14"), (fault.Code, fault.Place));
        Assert.Contains("NOT_THERE", fault.Message, StringComparison.Ordinal);
        Assert.Empty(configuration.CoreFaults);
    }

    [Fact]
    public void Load_MissingVariableOfADisabledPlugin_IsNoFault()
    {
        var configuration = _scratch.InProject("plugins:\n  my_llm:\n    enabled: false\n    api_key: ${env:NOT_THERE}\n").Load();
        Assert.Empty(configuration.Faults);
        Assert.Equal(["my_llm"], configuration.DisabledPlugins);
    }

    [Fact]
    public void Load_References_AreReplaced()
    {
        _scratch.WithSecret("key.txt", "from-file\n");
        var section = _scratch.InEnvironment("HOST", "example.com")
            .InProject("plugins:\n  p:\n    url: https://${env:HOST}/v1\n    key: ${file:key.txt}\n    plain: $${env:HOST}\n").Load().For("p", []);
        Assert.Equal(("https://example.com/v1", "from-file", "${env:HOST}"), (section["url"], section["key"], section["plain"]));
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void Load_SecretFileOpenToAll_IsRefusedWithTheCommandThatMendsIt(UnixFileMode open)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "permissions of Unix");
        var file = _scratch.WithSecret("key.txt", "hunter2", open);
        var fault = Assert.Single(_scratch.InProject("plugins:\n  p:\n    key: ${file:key.txt}\n").Load().Faults);
        Assert.Equal((FaultCodes.SecretFileExposed, $"{_scratch.ProjectFile}:3:10", $"chmod 600 {file}"), (fault.Code, fault.Place, fault.Fix));
        Assert.DoesNotContain("hunter2", fault.ToString(), StringComparison.Ordinal);
        Assert.Contains("plugins.p.key", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SecretFileOfTheGroup_IsRead() =>
        Assert.Equal("k", WithSecretOf(UnixFileMode.GroupRead).For("p", [])["key"]);

    [Theory]
    [InlineData("a: !!python/object x", "tags")]
    [InlineData("a: 1\n---\nb: 2", "second document")]
    [InlineData("? [a, b]\n: 1", "a key is not plain text")]
    public void Load_WhatYamlAllowsAndWeDoNot_IsRefused(string yaml, string word)
    {
        var fault = Assert.Single(_scratch.InProject(yaml).Load().Faults);
        Assert.Equal(FaultCodes.MalformedConfiguration, fault.Code);
        Assert.Contains(word, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DeepNesting_IsRefusedBeforeItCostsAnything()
    {
        var fault = Assert.Single(_scratch.InProject(new string('[', 100_000)).Load().Faults);
        Assert.Equal(FaultCodes.MalformedConfiguration, fault.Code);
        Assert.Contains("nested deeper than", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PluginDirectories_Relative_StartAtTheFile() =>
        Assert.Equal([Path.Combine(_scratch.Project, "more")], _scratch.InProject("plugin_directories: [more]").Load().Settings.PluginDirectories);

    [Fact]
    public void UnknownPlugins_NearName_IsSuggested() =>
        Assert.Equal("did you mean my_custom_agent?",
            Assert.Single(_scratch.InProject("plugins:\n  my_custom_agnet: { a: 1 }\n").Load().UnknownPlugins(["my_custom_agent", "sqlite"])).Fix);

    [Fact]
    public void StarterFile_Loaded_ChangesNothing()
    {
        var configuration = _scratch.InProject(StarterFile.Text).Load();
        Assert.Empty(configuration.Faults);
        Assert.Equivalent(new EngineSettings(), configuration.Settings.Engine, strict: true);
    }

    [Fact]
    public void EffectiveSettings_Secrets_AreMaskedAndSourcesNamed()
    {
        var settings = EffectiveSettings.Of(_scratch.InEnvironment("KEY", "hunter2").InEnvironment("OMUA__ENGINE__RETRIES", "4").InProject("""
            plugins:
              p:
                api_key: hunter2
                address: https://hunter2/${env:KEY}
                marked: hunter2
                model: gpt
            """).Load(), (plugin, key) => (plugin, key) == ("p", "marked")).ToDictionary(setting => setting.Key);
        Assert.DoesNotContain(settings.Values, setting => setting.ToString().Contains("hunter2", StringComparison.Ordinal));
        Assert.Equal(("gpt", $"{_scratch.ProjectFile}:6:12"), (settings["plugins.p.model"].Value, settings["plugins.p.model"].Source));
        Assert.Equal(("4", "environment OMUA__ENGINE__RETRIES"), (settings["engine.retries"].Value, settings["engine.retries"].Source));
        Assert.Equal(("8", "default"), (settings["engine.max_parallel"].Value, settings["engine.max_parallel"].Source));
    }

    private OmuaConfiguration WithSecretOf(UnixFileMode mode)
    {
        _scratch.WithSecret("key.txt", "k", mode);
        return _scratch.InProject("plugins:\n  p:\n    key: ${file:key.txt}\n").Load();
    }

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("30s", 30_000)]
    [InlineData("1.5m", 90_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("00:00:02", 2_000)]
    public void Duration_Written_IsRead(string text, double milliseconds)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1w")]
    [InlineData("99999999999999999999h")]
    public void Duration_NotOne_IsRefused(string text) => Assert.False(Duration.TryParse(text, out _));
}
