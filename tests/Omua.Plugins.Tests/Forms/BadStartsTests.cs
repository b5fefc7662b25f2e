using Omua.Plugins.Configuration;

namespace Omua.Plugins.Tests.Forms;

/// <summary>Each plugin that cannot start alone, then all together beside a good one that goes on working.</summary>
public sealed class BadStartsTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();
    private readonly IReadOnlyDictionary<string, BadStart> _all;

    public BadStartsTests() => _all = BadStarts.All(_ground.Root);

    public static TheoryData<string> Names => [.. BadStarts.All("").Keys];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        foreach (var name in _all.Keys)
        {
            File.Delete(BadStarts.Began(_ground.Root, name));
        }

        return _ground.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Load_BadStartAlone_HasCodePlaceAndFix(string name)
    {
        Put(name);
        Configure();
        var manager = _ground.Manager();

        Assert.Equal((PluginState.Available, null), Assert.Single(await manager.ScanAsync()) is { } before ? (before.State, before.Message) : default);
        AssertSaid(name, Assert.Single(await manager.LoadPluginsAsync()));
        await BegunAsync();
    }

    [Fact]
    public async Task Load_AllBadStartsTogether_EachIsSaidAndTheGoodPluginWorks()
    {
        foreach (var name in _all.Keys)
        {
            Put(name);
        }

        _ground.Write(_ground.User, "good.cs", PluginGround.Agent("Good", "good", tells: "\"still here\""));
        Configure();
        var manager = _ground.Manager();

        var entries = (await manager.LoadPluginsAsync()).ToDictionary(entry => Path.GetFileNameWithoutExtension(entry.Path));

        Assert.Equal("still here", await PluginGround.Told(await manager.GetAgentAsync("good")));
        Assert.Equal("good", Assert.Single(entries.Values, entry => entry.State == PluginState.Ready).Name);
        Assert.All(_all.Keys, name => AssertSaid(name, entries[name]));
        await BegunAsync();
    }

    /// <summary>On a busy machine a plugin may be given up before it came to its first line: it must not begin while its folder is being deleted.</summary>
    private Task BegunAsync() => Waiting.UntilAsync(() => _all.Where(bad => bad.Value.Source.Contains("Began", StringComparison.Ordinal) && File.Exists(Path.Combine(_ground.User, $"{bad.Key}.cs")))
        .All(bad => File.Exists(BadStarts.Began(_ground.Root, bad.Key))));

    private void Put(string name) => _ground.Write(_ground.User, $"{name}.cs", _all[name].Source);

    private void Configure()
    {
        var project = Path.Combine(_ground.Root, "project");
        File.WriteAllText(Path.Combine(project, "omua.yaml"), "plugins:\n" + string.Concat(_all.Where(bad => bad.Value.Section.Length > 0).Select(bad => $"  {bad.Key}:\n    {bad.Value.Section}\n")));
        _ground.Options = _ground.Options with { Configurations = OmuaConfiguration.Load(new() { ProjectDirectory = project }) };
    }

    private void AssertSaid(string name, PluginEntry entry)
    {
        var bad = _all[name];
        Assert.Equal((name, PluginState.Faulted, bad.Code), (name, entry.State, entry.Code));
        Assert.Contains(bad.Says, entry.Message + entry.Fix, StringComparison.Ordinal);
        Assert.NotEmpty(entry.Fix!);
        Assert.Equal(Path.GetFileName(bad.Line == 0 ? "omua.yaml" : entry.Path), Path.GetFileName(entry.File));
        if (bad.Line is { } line)
        {
            Assert.True(line == 0 ? entry.Line > 0 : entry.Line == line, $"{name}: line {entry.Line} in {entry.File}");
        }
    }
}
