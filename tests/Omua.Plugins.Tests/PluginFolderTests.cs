namespace Omua.Plugins.Tests;

public sealed class PluginFolderTests : IAsyncLifetime
{
    private static readonly string Contracts = typeof(IPlugin).Assembly.Location;

    private readonly PluginGround _ground = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task GetAgent_TwoFoldersWithTwoVersionsOfOneLibrary_EachUsesItsOwn()
    {
        foreach (var (name, version) in new[] { ("alpha", "1.0.0.0"), ("beta", "2.0.0.0") })
        {
            var folder = Directory.CreateDirectory(Path.Combine(_ground.User, name)).FullName;
            var library = await BuiltAssembly.WriteAsync(folder, "Shared.Words", $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")] public static class Words {{ public static string Say => typeof(Words).Assembly.GetName().Version!.ToString(); }}");
            await BuiltAssembly.WriteAsync(folder, name, PluginGround.Agent("Speaker", name, tells: "Words.Say"), Contracts, library);
        }

        var manager = _ground.Manager();

        Assert.Equal("1.0.0.0", await PluginGround.Told(await manager.GetAgentAsync("alpha")));
        Assert.Equal("2.0.0.0", await PluginGround.Told(await manager.GetAgentAsync("beta")));
    }

    [Fact]
    public async Task GetAgent_FolderShipsItsOwnContracts_TheHostsAreUsed()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_ground.User, "carrier")).FullName;
        await BuiltAssembly.WriteAsync(folder, "carrier", PluginGround.Agent("Carrier", "carrier", tells: "typeof(IPlugin).Assembly.Location"), Contracts);
        File.Copy(Contracts, Path.Combine(folder, Path.GetFileName(Contracts)));

        Assert.Equal(Contracts, await PluginGround.Told(await _ground.Manager().GetAgentAsync("carrier")));
    }

    [Fact]
    public async Task GetAgent_UserFolder_LoadsFromACopySoThatItsFilesStayWritable()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_ground.User, "copied")).FullName;
        var assembly = await BuiltAssembly.WriteAsync(folder, "copied", PluginGround.Agent("Copied", "copied", tells: "GetType().Assembly.Location"), Contracts);
        var agent = await _ground.Manager().GetAgentAsync("copied");

        File.WriteAllBytes(assembly, new byte[10_000]);

        Assert.StartsWith(Path.Combine(_ground.Root, "home", "cache"), await PluginGround.Told(agent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAgent_InstallFolder_LoadsWhereItStands()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_ground.Install, "shipped")).FullName;
        var assembly = await BuiltAssembly.WriteAsync(folder, "shipped", PluginGround.Agent("Shipped", "shipped", tells: "GetType().Assembly.Location"), Contracts);
        var manager = _ground.Manager();

        Assert.Equal(PluginSource.Install, Assert.Single(await manager.ScanAsync()).Source);
        Assert.Equal(assembly, await PluginGround.Told(await manager.GetAgentAsync("shipped")));
    }

    [Theory]
    [InlineData("public static class MeasureNames { public static string Tomorrow() => \"\"; }", "MeasureNames.Tomorrow()", "Omua.Analytics.MeasureNames.Tomorrow")]
    [InlineData("public static class Tomorrow { public static string Today => \"\"; }", "Tomorrow.Today", "Omua.Analytics.Tomorrow")]
    public async Task Scan_FolderNeedsWhatTheHostLacks_IsRefusedBeforeItsCodeRuns(string newer, string use, string named)
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_ground.Root, "newer")).FullName;
        var analytics = await BuiltAssembly.WriteAsync(elsewhere, "Omua.Analytics", $"namespace Omua.Analytics; {newer}");
        var folder = Directory.CreateDirectory(Path.Combine(_ground.User, "eager")).FullName;
        await BuiltAssembly.WriteAsync(folder, "eager", PluginGround.Agent("Eager", "eager", tells: $"Omua.Analytics.{use}"), Contracts, analytics);

        var entry = Assert.Single(await _ground.Manager().ScanAsync());

        Assert.Equal((PluginState.Faulted, FaultCodes.PluginContractMissing), (entry.State, entry.Code));
        Assert.Contains(named, entry.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_FolderThatUsesMuchOfTheContracts_PassesTheGate()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_ground.User, "broad")).FullName;
        await BuiltAssembly.WriteAsync(folder, "broad", "public sealed record Wishes { public int Limit { get; init; } = 5; }\n" +
            PluginGround.Agent("Broad", "broad", tells: "Options.Limit + Context.Logger.ToString() + (context with { RunId = \"x\" }).Datasets.Count + new Money(1m, \"EUR\") + TaskResult.Completed(new TaskSpec { Id = \"a\", Name = \"b\", AgentType = \"c\" }, new()).Status")
                .Replace(": AgentPlugin", ": AgentPlugin<Wishes>", StringComparison.Ordinal),
            Contracts, typeof(Microsoft.Extensions.Logging.ILogger).Assembly.Location);

        Assert.Equal(PluginState.Available, Assert.Single(await _ground.Manager().ScanAsync()).State);
    }

    [Fact]
    public async Task Scan_FoldersThatAreNoPlugins_AreSaidToBeNone()
    {
        await BuiltAssembly.WriteAsync(Directory.CreateDirectory(Path.Combine(_ground.User, "library")).FullName, "library", "public static class Plain { }");
        await BuiltAssembly.WriteAsync(_ground.User, "loose", "public static class Plain { }");
        Directory.CreateDirectory(Path.Combine(_ground.User, "torn"));
        File.WriteAllText(Path.Combine(_ground.User, "torn", "torn.dll"), "not an assembly");

        var entries = await _ground.Manager().ScanAsync();

        Assert.Equal([PluginState.NotAPlugin, PluginState.NotAPlugin, PluginState.Faulted], entries.Select(entry => entry.State));
        Assert.Equal(FaultCodes.PluginUnreadable, entries[2].Code);
    }
}
