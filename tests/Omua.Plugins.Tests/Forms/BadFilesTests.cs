using System.Text;

namespace Omua.Plugins.Tests.Forms;

/// <summary>Each bad file alone, then all together beside a good plugin that goes on working.</summary>
public sealed class BadFilesTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();

    public static TheoryData<string> Names => [.. BadFiles.All.Keys];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Scan_BadFileAlone_HasCodePlaceAndFix(string name)
    {
        var path = Put(name);

        AssertSaid(name, path, Assert.Single(await _ground.Manager().ScanAsync()));
    }

    [Fact]
    public async Task Scan_AllBadFilesTogether_EachIsSaidAndTheGoodPluginWorks()
    {
        var paths = BadFiles.All.Keys.ToDictionary(name => name, Put);
        _ground.Write(_ground.User, "good.cs", PluginGround.Agent("Good", "good", tells: "\"still here\""));
        var manager = _ground.Manager();

        var entries = (await manager.LoadPluginsAsync()).ToDictionary(entry => entry.Path);

        Assert.Equal("still here", await PluginGround.Told(await manager.GetAgentAsync("good")));
        Assert.Equal("good", Assert.Single(entries.Values, entry => entry.State == PluginState.Ready).Name);
        Assert.All(paths, pair => AssertSaid(pair.Key, pair.Value, entries[pair.Value]));
    }

    [Theory]
    [InlineData("bom")]
    [InlineData("utf16")]
    [InlineData("crlf")]
    [InlineData("internal")]
    [InlineData("odd path")]
    public async Task GetAgent_OddButGoodFile_Works(string kind)
    {
        var source = PluginGround.Agent("Odd", "odd", tells: "\"\u00e9t\u00e9\"");
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_ground.Root, "m\u00f6bel und mehr \u65e5\u672c")).FullName, kind == "odd path" ? "caf\u00e9 au lait.cs" : "odd.cs");
        await File.WriteAllTextAsync(
            path,
            kind switch { "crlf" => source.ReplaceLineEndings("\r\n"), "internal" => source.Replace("public sealed", "internal sealed", StringComparison.Ordinal), _ => source },
            kind switch { "bom" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), "utf16" => Encoding.Unicode, _ => new UTF8Encoding() });
        _ground.Options = _ground.Options with { Directories = [Path.GetDirectoryName(path)!], TrustAll = true };

        Assert.Equal("\u00e9t\u00e9", await PluginGround.Told(await _ground.Manager().GetAgentAsync("odd")));
    }

    [Fact]
    public async Task Scan_SameNameInThreePlaces_TheFirstWorksAndTheOthersNameIt()
    {
        var configured = Directory.CreateDirectory(Path.Combine(_ground.Root, "more")).FullName;
        var first = _ground.Write(_ground.User, "a.cs", PluginGround.Agent("A", "same", tells: "\"first\""));
        _ground.Write(_ground.Project, "b.cs", PluginGround.Agent("B", "same"));
        _ground.Write(configured, "c.cs", PluginGround.Agent("C", "same"));
        _ground.Options = _ground.Options with { Directories = [configured], TrustAll = true };
        var manager = _ground.Manager();

        var entries = await manager.ScanAsync();

        Assert.Equal([null, FaultCodes.PluginNameTaken, FaultCodes.PluginNameTaken], entries.Select(entry => entry.Code));
        Assert.All(entries.Skip(1), entry => Assert.Contains(first, entry.Message, StringComparison.Ordinal));
        Assert.Equal("first", await PluginGround.Told(await manager.GetAgentAsync("same")));
    }

    [Fact]
    public async Task Scan_FileThatAnotherProcessHoldsShut_IsUnreadableUntilItIsNot()
    {
        var path = _ground.Write(_ground.User, "held.cs", PluginGround.Agent("Held", "held"));
        await using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var entry = Assert.Single(await _ground.Manager().ScanAsync());
            Assert.Equal((PluginState.Faulted, FaultCodes.PluginUnreadable, path), (entry.State, entry.Code, entry.File));
        }

        Assert.Equal(PluginState.Available, Assert.Single(await _ground.Manager().ScanAsync()).State);
    }

    [Fact]
    public async Task GetAgent_FolderIsDeletedBetweenScanAndUse_IsAFaultAndTheOthersGoOn()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_ground.User, "brief")).FullName;
        await BuiltAssembly.WriteAsync(folder, "brief", PluginGround.Agent("Brief", "brief"));
        _ground.Write(_ground.User, "good.cs", PluginGround.Agent("Good", "good", tells: "\"still here\""));
        var manager = _ground.Manager();
        await manager.ScanAsync();
        Directory.Delete(folder, recursive: true);

        var refused = await Assert.ThrowsAsync<FaultException>(() => manager.GetAgentAsync("brief"));

        Assert.Matches("^OMUA1", refused.Faults[0].Code);
        Assert.Equal(folder, refused.Faults[0].File);
        Assert.Equal("still here", await PluginGround.Told(await manager.GetAgentAsync("good")));
    }

    [Fact]
    public async Task Scan_AThousandFilesThatAreNoPlugins_AllAreSaidAndTheGoodPluginWorks()
    {
        for (var i = 0; i < 1_000; i++)
        {
            _ground.Write(_ground.User, $"empty_{i:000}.cs", "");
        }

        _ground.Write(_ground.User, "good.cs", PluginGround.Agent("Good", "good", tells: "\"still here\""));
        var manager = _ground.Manager();

        Assert.Equal(1_000, (await manager.ScanAsync()).Count(entry => entry.Code == FaultCodes.PluginSourceUnfit));
        Assert.Equal("still here", await PluginGround.Told(await manager.GetAgentAsync("good")));
    }

    private string Put(string name)
    {
        var bad = BadFiles.All[name];
        var path = Path.Combine(_ground.User, $"bad_{name}{bad.Extension}");
        bad.Write(path);
        return path;
    }

    private static void AssertSaid(string name, string path, PluginEntry entry)
    {
        var bad = BadFiles.All[name];
        Assert.Equal((bad.Code, path), (entry.Code, entry.Path));
        Assert.Contains(entry.State, new[] { PluginState.Faulted, PluginState.NotAPlugin });
        Assert.Contains(bad.Says, entry.Message + entry.Fix, StringComparison.Ordinal);
        Assert.StartsWith(path, entry.File, StringComparison.Ordinal);
        Assert.NotEmpty(entry.Fix!);
    }
}
