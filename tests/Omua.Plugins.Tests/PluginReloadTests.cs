using System.Globalization;

namespace Omua.Plugins.Tests;

/// <summary>Plugins that change while they run.</summary>
public sealed class PluginReloadTests : IAsyncLifetime
{
    /// <summary>How often the tests that repeat themselves do so; <c>OMUA_CYCLES=500</c> for the long run.</summary>
    private static readonly int Cycles = int.TryParse(Environment.GetEnvironmentVariable("OMUA_CYCLES"), CultureInfo.InvariantCulture, out var cycles) ? cycles : 25;

    /// <summary>More than the caches of compiler and framework grow by once they are warm, and far less than two versions a cycle would take.</summary>
    private const long MostGrowth = 24 * 1024 * 1024;

    private readonly PluginGround _ground = new();

    public ValueTask InitializeAsync()
    {
        _ground.Options = _ground.Options with { Collectible = true };
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Reload_FileChanged_TheSameProxyAnswersAnew()
    {
        Write("\"one\"");
        var manager = _ground.Manager();
        var shared = await manager.GetAgentAsync("live");
        var created = await manager.CreateAgentInstanceAsync("live");
        Assert.Empty(await manager.ReloadAsync());
        Write("\"two\"");

        var reload = Assert.Single(await manager.ReloadAsync());

        Assert.Equal((ReloadOutcome.Reloaded, "live"), (reload.Outcome, Assert.Single(reload.Plugins)));
        Assert.Null(reload.Leak);
        Assert.Equal(("two", "two"), (await PluginGround.Told(shared), await PluginGround.Told(created)));
        Assert.Equal(1, manager.LoadedVersions);
    }

    [Theory]
    [InlineData("nonsense +", "", FaultCodes.PluginDoesNotCompile)]
    [InlineData("\"two\"", "public override Task InitializeAsync(PluginContext c, CancellationToken t) => throw new InvalidOperationException(\"no\");", FaultCodes.PluginInitializeFailed)]
    public async Task Reload_NewVersionIsBroken_TheLastGoodOneAnswersAndTheFaultIsListed(string tells, string members, string code)
    {
        Write("\"one\"");
        var manager = _ground.Manager();
        var agent = await manager.GetAgentAsync("live");
        Write(tells, members);

        var reload = Assert.Single(await manager.ReloadAsync());

        Assert.Equal((ReloadOutcome.Failed, code), (reload.Outcome, reload.Faults[0].Code));
        Assert.Equal("one", await PluginGround.Told(agent));
        var entry = Assert.Single(manager.Plugins);
        Assert.Equal((PluginState.Ready, code), (entry.State, entry.Code));
        Write("\"three\"");
        Assert.Equal(ReloadOutcome.Reloaded, Assert.Single(await manager.ReloadAsync()).Outcome);
        Assert.Equal("three", await PluginGround.Told(agent));
        Assert.Null(Assert.Single(manager.Plugins).Code);
    }

    [Fact]
    public async Task Reload_CallUnderWay_WhoAsksHearsOfTheNewVersionBeforeItEnds()
    {
        var gate = Path.Combine(_ground.Root, "gate");
        Write("Held()", $"static string Held() {{ File.WriteAllText(@\"{gate}.begun\", \"\"); while (!File.Exists(@\"{gate}\")) System.Threading.Thread.Sleep(10); return \"one\"; }}");
        var manager = _ground.Manager();
        var agent = await manager.GetAgentAsync("live");
        var call = Task.Run(() => PluginGround.Told(agent));
        await Waiting.UntilAsync(() => File.Exists($"{gate}.begun"));
        Write("\"two\"");
        IReadOnlyList<PluginEntry> heard = [];
        var wasUnderWay = false;

        var reload = Assert.Single(await manager.ReloadAsync(exchanged =>
        {
            (heard, wasUnderWay) = (exchanged, !call.IsCompleted);
            File.WriteAllText(gate, "");
        }));

        Assert.True(wasUnderWay);
        Assert.Equal(("live", "1.2.3", PluginState.Ready), (Assert.Single(heard).Name, heard[0].Version, heard[0].State));
        Assert.Equal(("one", "two"), (await call, await PluginGround.Told(agent)));
        Assert.Equal(ReloadOutcome.Reloaded, reload.Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reload_WhileThePluginStarts_ItIsExchangedByTheNextOneAndEndsWithTheManager(bool isReload)
    {
        var gate = Path.Combine(_ground.Root, "gate");
        Write("\"one\"", $$"""
            public override async Task InitializeAsync(PluginContext c, CancellationToken t) { File.WriteAllText(@"{{gate}}.begun", ""); while (!File.Exists(@"{{gate}}")) await Task.Delay(10, t); }
            """);
        var manager = _ground.Manager();
        var getting = manager.GetAgentAsync("live");
        await Waiting.UntilAsync(() => File.Exists($"{gate}.begun"));
        var found = isReload ? (await manager.ReloadAsync()).Count : (await manager.ScanAsync()).Count - 1;
        File.WriteAllText(gate, "");
        var agent = await getting;
        Write("\"two\"", $$"""public override Task ShutdownAsync(CancellationToken t) { File.WriteAllText(@"{{gate}}.ended", ""); return Task.CompletedTask; }""");

        var reload = Assert.Single(await manager.ReloadAsync());

        Assert.Equal((0, ReloadOutcome.Reloaded, "two"), (found, reload.Outcome, await PluginGround.Told(agent)));
        Assert.Same(agent, await manager.GetAgentAsync("live"));
        await manager.ShutdownAsync();
        Assert.True(File.Exists($"{gate}.ended"));
    }

    [Fact]
    public async Task Reload_FileRemoved_ThePluginIsGone()
    {
        var file = Write("\"one\"");
        var manager = _ground.Manager();
        var agent = await manager.GetAgentAsync("live");
        File.Delete(file);

        Assert.Equal(ReloadOutcome.Removed, Assert.Single(await manager.ReloadAsync()).Outcome);

        Assert.Equal(FaultCodes.PluginGone, (await Assert.ThrowsAsync<FaultException>(() => PluginGround.Told(agent))).Faults[0].Code);
        Assert.Empty(manager.Plugins);
        Assert.Equal(0, manager.LoadedVersions);
    }

    [Fact]
    public async Task Reload_WorkThatDoesNotEnd_IsReportedAsWhatHoldsTheOldVersion()
    {
        _ground.Options = _ground.Options with { Limits = new PluginLimits { Shutdown = TimeSpan.FromMilliseconds(100), Grace = TimeSpan.FromMilliseconds(100) } };
        Write("\"one\"", """
            static readonly TaskCompletionSource Never = new();
            public override Task InitializeAsync(PluginContext c, CancellationToken t)
            {
                c.Scope.Run("poll", async _ => { while (true) await Task.Delay(20); });
                return base.InitializeAsync(c, t);
            }
            """);
        var manager = _ground.Manager();
        await manager.GetAgentAsync("live");
        Write("\"two\"");

        var leak = Assert.Single(await manager.ReloadAsync()).Leak;

        Assert.Equal(FaultCodes.PluginLeaked, leak?.Code);
        Assert.Contains("background work 'poll'", leak!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reload_ManyTimesUnderLoad_LosesAndDoublesNoCall()
    {
        Write("0", "public override async Task ShutdownAsync(CancellationToken t) { _isDown = true; await Task.Yield(); } bool _isDown; int Say(int n) => _isDown ? -1 : n;");
        var manager = _ground.Manager();
        var agent = await manager.GetAgentAsync("live");
        using var stop = new CancellationTokenSource();
        var (made, answered) = (0L, 0L);
        var callers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var last = 0;
            while (!stop.IsCancellationRequested)
            {
                Interlocked.Increment(ref made);
                var said = int.Parse(await PluginGround.Told(agent), CultureInfo.InvariantCulture);
                Assert.True(said >= last, $"{said} after {last}");
                last = said;
                Interlocked.Increment(ref answered);
                await Task.Yield();
            }
        })).ToList();
        var (warm, most) = (0L, 0L);
        for (var cycle = 1; cycle <= Cycles; cycle++)
        {
            if (cycle == Math.Min(20, Cycles))
            {
                warm = GC.GetTotalMemory(forceFullCollection: true);
            }

            var file = Write($"Say({cycle})", "public override async Task ShutdownAsync(CancellationToken t) { _isDown = true; await Task.Yield(); } bool _isDown; int Say(int n) => _isDown ? -1 : n;");
            var reload = Assert.Single(await manager.ReloadAsync());
            Assert.Equal((ReloadOutcome.Reloaded, null), (reload.Outcome, reload.Leak?.Message));
            most = Math.Max(most, manager.LoadedVersions);
            Assert.InRange(manager.LoadedVersions, 1, 2);
            File.Delete(file);
        }

        await stop.CancelAsync();
        await Task.WhenAll(callers);
        Assert.Equal(made, answered);
        Assert.Equal($"{Cycles}", await PluginGround.Told(agent));
        var grown = GC.GetTotalMemory(forceFullCollection: true) - warm;
        Assert.InRange(grown, long.MinValue, MostGrowth);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Cycles} reloads under {answered} calls, {most} versions at most, memory {grown / 1024:+0;-0} KB since the twentieth");
    }

    [Fact]
    public async Task LoadCallUnload_ManyTimes_LeavesNothingAlive()
    {
        Write("\"one\"");
        var warm = 0L;
        for (var cycle = 1; cycle <= 2 * Cycles; cycle++)
        {
            var manager = PluginManager.SetUp(_ground.Options);
            Assert.Equal("one", await PluginGround.Told(await manager.GetAgentAsync("live")));
            await manager.ShutdownAsync();
            await Waiting.UntilAsync(() =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return manager.LoadedVersions == 0;
            });
            if (cycle == Math.Min(20, Cycles))
            {
                warm = GC.GetTotalMemory(forceFullCollection: true);
            }
        }

        var grown = GC.GetTotalMemory(forceFullCollection: true) - warm;
        Assert.InRange(grown, long.MinValue, MostGrowth);
        TestContext.Current.TestOutputHelper?.WriteLine($"{2 * Cycles} cycles, none alive, memory {grown / 1024:+0;-0} KB since the twentieth");
    }

    private string Write(string tells, string members = "") => _ground.Write(_ground.User, "live.cs", PluginGround.Agent("Live", "live", members, tells));
}
