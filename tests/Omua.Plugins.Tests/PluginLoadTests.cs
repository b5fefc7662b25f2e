using Microsoft.Extensions.Time.Testing;

namespace Omua.Plugins.Tests;

public sealed class PluginLoadTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Theory]
    [InlineData("Keeper", "api_key")]
    [InlineData("keeper", "apiKey")]
    public async Task CreateAgentInstance_ByClassOrPluginName_TakesArguments(string name, string argument)
    {
        _ground.Write(_ground.User, "keeper.cs", PluginGround.Agent(
            "Keeper", "keeper", "private readonly string _key; public Keeper(string apiKey, int limit = 7) => _key = apiKey + limit;", "_key"));

        var agent = await _ground.Manager().CreateAgentInstanceAsync(name, new Dictionary<string, object?> { [argument] = "k" });

        Assert.Equal("keeper", agent.Name);
        Assert.Equal("k7", await PluginGround.Told(agent));
    }

    [Fact]
    public async Task CreateAgentInstance_ArgumentAndSection_CallerGoesBeforeConfiguration()
    {
        _ground.Write(_ground.User, "keeper.cs", PluginGround.Agent(
            "Keeper", "keeper", "private readonly string _all; public Keeper(string apiKey, decimal limit, bool loud = true) => _all = $\"{apiKey} {limit} {loud}\";", "_all"));
        _ground.Options = _ground.Options with { Configurations = new FixedSections("keeper", new() { ["api_key"] = "configured", ["limit"] = "2.5" }) };
        var manager = _ground.Manager();

        Assert.Equal("configured 2.5 True", await PluginGround.Told(await manager.GetAgentAsync("keeper")));
        Assert.Equal("passed 2.5 False", await PluginGround.Told(await manager.CreateAgentInstanceAsync(
            "Keeper", new Dictionary<string, object?> { ["api_key"] = "passed", ["loud"] = false })));
    }

    [Fact]
    public async Task Documents_OfTwoPluginsAndTheHost_AreApart()
    {
        const string Keeps = "public override async Task InitializeAsync(PluginContext context, CancellationToken cancellationToken = default) { await base.InitializeAsync(context, cancellationToken); "
            + "await context.Documents!.PutAsync(\"notes\", \"k\", $\"\\\"{Name}\\\"\"); await context.Metrics!.WriteAsync([new MetricPoint(\"seen\", DateTimeOffset.UnixEpoch, 1)]); }";
        const string Tells = "string.Join(',', Context.Documents!.CollectionsAsync().GetAwaiter().GetResult()) + ' ' + Context.Documents!.GetAsync(\"notes\", \"k\").GetAwaiter().GetResult()!.Json";
        _ground.Write(_ground.User, "one.cs", PluginGround.Agent("One", "one", Keeps, Tells));
        _ground.Write(_ground.User, "two.cs", PluginGround.Agent("Two", "two", Keeps, Tells));
        File.Copy(Path.Combine(Samples.SampleGround.SamplesFolder, "plugins", "my_custom_storage.cs"), Path.Combine(_ground.User, "my_custom_storage.cs"));
        var manager = _ground.Manager();
        var store = manager.Storage = await manager.GetStorageBackendAsync("my_custom_storage");
        await store.Documents.PutAsync("plans", "p", "{}");

        Assert.Equal("notes \"one\"", await PluginGround.Told(await manager.GetAgentAsync("one")));
        Assert.Equal("notes \"two\"", await PluginGround.Told(await manager.GetAgentAsync("two")));
        Assert.Equal(["plans", "plugin.one.notes", "plugin.two.notes"], await store.Documents.CollectionsAsync());
        Assert.Equal(["plugin.one.seen", "plugin.two.seen"], await store.Metrics.NamesAsync());
    }

    [Fact]
    public async Task CreateAgentInstance_WrongArguments_AreFaults()
    {
        _ground.Write(_ground.User, "keeper.cs", PluginGround.Agent("Keeper", "keeper", "public Keeper(int limit) { }"));
        var manager = _ground.Manager();

        Assert.Equal(FaultCodes.PluginArgumentMissing, await CodeOf(() => manager.GetAgentAsync("keeper")));
        Assert.Equal(FaultCodes.PluginArgumentMissing, Assert.Single(manager.Plugins).Code);
        await manager.ShutdownAsync();
        var fresh = _ground.Manager();
        Assert.Equal(FaultCodes.PluginArgumentInvalid, await CodeOf(() => fresh.CreateAgentInstanceAsync("keeper", new Dictionary<string, object?> { ["limit"] = "many" })));
        Assert.Equal(FaultCodes.PluginArgumentInvalid, await CodeOf(() => fresh.CreateAgentInstanceAsync("keeper", new Dictionary<string, object?> { ["limits"] = 1 })));
        Assert.Equal(FaultCodes.PluginUnknown, await CodeOf(() => fresh.GetAgentAsync("nobody")));
        Assert.Equal(FaultCodes.PluginUnknown, await CodeOf(() => fresh.GetStorageBackendAsync("keeper")));
    }

    [Fact]
    public async Task LoadPlugins_BadOnesAmongGoodOnes_GoodOnesAreReady()
    {
        _ground.Write(_ground.User, "a_good.cs", PluginGround.Agent("Good", "a_good"));
        var thrower = _ground.Write(_ground.User, "b_throws.cs", PluginGround.Agent("Throws", "b_throws", "\npublic Throws()\n{\n    throw new InvalidOperationException(\"no way\");\n}\n"));
        _ground.Write(_ground.User, "c_static.cs", PluginGround.Agent("Static", "c_static", "static readonly int X = int.Parse(\"x\"); public Static() => _ = X;"));
        _ground.Write(_ground.User, "d_init.cs", PluginGround.Agent(
            "Init", "d_init", "public override Task InitializeAsync(PluginContext c, CancellationToken t) => throw new FormatException(\"bad key\");"));
        _ground.Write(_ground.User, "e_shape.cs", "public sealed class Shape { int }");
        _ground.Write(_ground.User, "f_lies.cs", PluginGround.Agent("Lies", "f_lies").Replace("=> \"f_lies\"", "=> Environment.ProcessId > 0 ? \"other_name\" : \"f_lies\"", StringComparison.Ordinal));
        _ground.Write(_ground.User, "g_good.cs", PluginGround.Agent("AlsoGood", "g_good"));
        var manager = _ground.Manager();

        var entries = (await manager.LoadPluginsAsync()).ToDictionary(entry => Path.GetFileNameWithoutExtension(entry.Path));

        Assert.Equal(["a_good", "g_good"], manager.GetAgentPlugins().Select(agent => agent.Name));
        Assert.All(["a_good", "g_good"], name => Assert.Equal(PluginState.Ready, entries[name].State));
        Assert.Equal(FaultCodes.PluginConstructorFailed, entries["b_throws"].Code);
        Assert.Contains("no way", entries["b_throws"].Message, StringComparison.Ordinal);
        Assert.Equal((thrower, 9), (entries["b_throws"].File, entries["b_throws"].Line));
        Assert.Equal(FaultCodes.PluginConstructorFailed, entries["c_static"].Code);
        Assert.Equal(FaultCodes.PluginInitializeFailed, entries["d_init"].Code);
        Assert.Contains("bad key", entries["d_init"].Message, StringComparison.Ordinal);
        Assert.Equal(FaultCodes.PluginDoesNotCompile, entries["e_shape"].Code);
        Assert.Equal(FaultCodes.PluginIdentityInvalid, entries["f_lies"].Code);
    }

    [Theory]
    [InlineData("await Task.Delay(Timeout.Infinite, CancellationToken.None);")]
    [InlineData("new ManualResetEventSlim().Wait(CancellationToken.None); await Task.Yield();")]
    public async Task GetAgent_InitializeHangs_IsAFaultWhenItsTimeIsUp(string hang)
    {
        _ground.Write(_ground.User, "hang.cs", PluginGround.Agent(
            "Hang", "hang", $"public override async Task InitializeAsync(PluginContext c, CancellationToken t) {{ File.WriteAllText(Path.Combine(c.WorkingDirectory, \"began\"), \"\"); {hang} }}"));
        var time = new FakeTimeProvider();
        _ground.Options = _ground.Options with { Time = time };
        var manager = _ground.Manager();
        await manager.ScanAsync();

        var loading = manager.GetAgentAsync("hang");
        await Waiting.UntilAsync(() => File.Exists(Path.Combine(_ground.Root, "home", "data", "hang", "began")));
        await time.AdvanceUntilAsync(loading, TimeSpan.FromSeconds(31));

        Assert.Equal(FaultCodes.PluginInitializeTimedOut, await CodeOf(() => loading));
        Assert.Equal(PluginState.Faulted, Assert.Single(manager.Plugins).State);
    }

    [Fact]
    public async Task GetAgent_AskedTwice_IsOneInstanceAndCreateIsANewOne()
    {
        _ground.Write(_ground.User, "count.cs", PluginGround.Agent("Count", "count", "static int _made; readonly int _number = ++_made;", "_number"));
        var manager = _ground.Manager();

        var told = new[]
        {
            await PluginGround.Told(await manager.GetAgentAsync("count")),
            await PluginGround.Told(await manager.GetAgentAsync("count")),
            await PluginGround.Told(await manager.CreateAgentInstanceAsync("count")),
        };

        Assert.Equal(["1", "1", "2"], told);
    }

    [Fact]
    public async Task Call_PluginThrows_IsAttributedToThePluginWithItsLine()
    {
        var path = _ground.Write(_ground.User, "teller.cs", PluginGround.Agent("Teller", "teller"));
        var agent = await _ground.Manager().GetAgentAsync("teller");
        var task = new TaskSpec { Id = "t", Name = "t", AgentType = "teller" };

        var thrown = await Assert.ThrowsAsync<FaultException>(() => agent.ExecuteAsync(task, new ContextData { RunId = "r", StartedAt = DateTimeOffset.UnixEpoch }));

        Assert.Equal((FaultCodes.PluginCallFailed, path, 10), (thrown.Faults[0].Code, thrown.Faults[0].File, thrown.Faults[0].Line));
        Assert.Contains("teller: ExecuteAsync threw InvalidOperationException: no such audience", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shutdown_ScopeAndResources_EndInOrder()
    {
        var log = Path.Combine(_ground.Root, "log");
        _ground.Write(_ground.User, "owner.cs", $$"""
            public sealed class Line(string text) : IDisposable { public void Dispose() => File.AppendAllText(@"{{log}}", text + ";"); }
            {{PluginGround.Agent("Owner", "owner", $$"""
                public override async Task InitializeAsync(PluginContext context, CancellationToken token)
                {
                    await base.InitializeAsync(context, token);
                    context.Scope.Own(new Line("first"));
                    context.Scope.Own(new Line("second"));
                    context.Scope.Run("wait", async stop => { try { await Task.Delay(-1, stop); } finally { new Line("work").Dispose(); } });
                }
                public override Task ShutdownAsync(CancellationToken token) { new Line("shutdown").Dispose(); return Task.CompletedTask; }
                """)}}
            """);
        var manager = _ground.Manager();
        await manager.GetAgentAsync("owner");

        await manager.ShutdownAsync();

        Assert.Equal("work;shutdown;second;first;", await File.ReadAllTextAsync(log));
    }

    [Fact]
    public async Task ScopeEvery_OnTheHostsClock_RunsAgainAfterEachPeriod()
    {
        var log = Path.Combine(_ground.Root, "ticks");
        _ground.Write(_ground.User, "ticker.cs", PluginGround.Agent("Ticker", "ticker", $$"""
            public override Task InitializeAsync(PluginContext context, CancellationToken token)
            {
                context.Scope.Every("tick", TimeSpan.FromMinutes(1), _ => { File.AppendAllText(@"{{log}}", "."); return Task.CompletedTask; });
                return base.InitializeAsync(context, token);
            }
            """));
        var time = new FakeTimeProvider();
        _ground.Options = _ground.Options with { Time = time };
        await _ground.Manager().GetAgentAsync("ticker");

        await Waiting.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromMinutes(1));
            return File.Exists(log) && new FileInfo(log).Length >= 3;
        });
    }

    [Fact]
    public async Task GetAgent_TypedOptions_AreBoundBeforeInitialize()
    {
        _ground.Write(_ground.User, "typed.cs", "public sealed record Wishes { public int Limit { get; init; } = 5; }\n" +
            PluginGround.Agent("Typed", "typed", tells: "Options.Limit").Replace(": AgentPlugin", ": AgentPlugin<Wishes>", StringComparison.Ordinal));

        Assert.Equal("5", await PluginGround.Told(await _ground.Manager().GetAgentAsync("typed")));
    }

    [Fact]
    public async Task Scan_SourceFileOverwrittenWhileLoaded_KeepsServingTheLoadedOne()
    {
        _ground.Write(_ground.User, "live.cs", PluginGround.Agent("Live", "live", tells: "\"old\""));
        var manager = _ground.Manager();
        var agent = await manager.GetAgentAsync("live");
        _ground.Write(_ground.User, "live.cs", PluginGround.Agent("Live", "live", tells: "\"new\""));
        await manager.ScanAsync();

        Assert.Equal("old", await PluginGround.Told(agent));
        Assert.Equal("new", await PluginGround.Told(await _ground.Manager().GetAgentAsync("live")));
    }

    private static async Task<string> CodeOf(Func<Task> call) => (await Assert.ThrowsAsync<FaultException>(call)).Faults[0].Code;
}
