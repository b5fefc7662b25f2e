using Microsoft.Extensions.Time.Testing;

namespace Omua.Plugins.Tests.Guard;

/// <summary>Three crashes in five minutes set a plugin aside, beyond the process, until it changes or somebody says so.</summary>
public sealed class QuarantineTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));

    public ValueTask InitializeAsync()
    {
        _ground.Options = _ground.Options with { Time = _time };
        _ground.Write(_ground.User, "rogue.cs", RogueAgent.Source);
        _ground.Write(_ground.User, "good.cs", PluginGround.Agent("Good", "good", tells: "\"well\""));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Crashes_ThreeInFiveMinutes_AreRefusedHereAndInTheNextProcess()
    {
        var manager = _ground.Manager();
        var agent = await manager.GetAgentAsync("rogue");
        await CrashAsync(agent, 3);

        Assert.Equal(FaultCodes.PluginQuarantined, await CodeOf(() => agent.DoAsync("fine")));
        AssertQuarantined(manager);
        Assert.Equal("well", await PluginGround.Told(await manager.GetAgentAsync("good")));

        var next = _ground.Manager();
        await next.ScanAsync();
        AssertQuarantined(next);
        Assert.Equal(FaultCodes.PluginQuarantined, await CodeOf(() => next.GetAgentAsync("rogue")));
        Assert.Equal("well", await PluginGround.Told(await next.GetAgentAsync("good")));
    }

    [Fact]
    public async Task Crashes_FurtherApart_AreNotRefused()
    {
        var agent = await _ground.Manager().GetAgentAsync("rogue");
        for (var i = 0; i < 4; i++)
        {
            await CrashAsync(agent, 1);
            _time.Advance(TimeSpan.FromMinutes(3));
        }

        Assert.Equal(TaskStatus.Completed, (await agent.DoAsync("fine")).Status);
    }

    [Fact]
    public async Task Quarantine_FileChanged_IsLifted()
    {
        await CrashAsync(await _ground.Manager().GetAgentAsync("rogue"), 3);
        _ground.Write(_ground.User, "rogue.cs", RogueAgent.Source + "\n// mended");

        Assert.Equal(TaskStatus.Completed, (await (await _ground.Manager().GetAgentAsync("rogue")).DoAsync("fine")).Status);
    }

    [Fact]
    public async Task Quarantine_Reset_IsLifted()
    {
        var manager = _ground.Manager();
        var agent = await manager.GetAgentAsync("rogue");
        await CrashAsync(agent, 3);

        Assert.True(manager.ResetPlugin("rogue"));
        Assert.False(manager.ResetPlugin("rogue"));
        Assert.False(manager.ResetPlugin("../rogue"));

        Assert.Equal(TaskStatus.Completed, (await agent.DoAsync("fine")).Status);
        Assert.Equal(TaskStatus.Completed, (await (await _ground.Manager().GetAgentAsync("rogue")).DoAsync("fine")).Status);
    }

    [Fact]
    public async Task AsyncVoidThatThrows_IsContainedAndACrash()
    {
        var agent = await _ground.Manager().GetAgentAsync("rogue");

        Assert.Equal(TaskStatus.Completed, (await agent.DoAsync("async void")).Status);

        await Waiting.UntilAsync(() => _ground.Crashes("rogue").Count > 0);
        var crash = Assert.Single(_ground.Crashes("rogue")).Split('\t');
        Assert.Equal(FaultCodes.PluginCrashed, crash[2]);
        Assert.Contains("nobody awaits this", crash[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task OutOfMemory_IsACrash()
    {
        var agent = await _ground.Manager().GetAgentAsync("rogue");

        Assert.Equal(FaultCodes.PluginCallFailed, await CodeOf(() => agent.DoAsync("memory")));

        Assert.Single(_ground.Crashes("rogue"));
    }

    [Fact]
    public async Task ScopeWork_Throws_IsToldUnderItsName()
    {
        var loggers = new RecordingLoggers();
        _ground.Options = _ground.Options with { LoggerFactory = loggers };
        var path = _ground.Write(_ground.User, "worker.cs", PluginGround.Agent("Worker", "worker", """
            public override Task InitializeAsync(PluginContext context, CancellationToken token)
            {
                context.Scope.Run("poll", _ => throw new InvalidOperationException("no answer"));
                return base.InitializeAsync(context, token);
            }
            """));
        await _ground.Manager().GetAgentAsync("worker");

        await Waiting.UntilAsync(() => loggers.Lines.Any(line => line.Contains("poll failed", StringComparison.Ordinal)));

        Assert.Contains(loggers.Lines, line => line.Contains(FaultCodes.PluginBackgroundFailed, StringComparison.Ordinal) && line.Contains("no answer", StringComparison.Ordinal));
        Assert.Empty(_ground.Crashes("worker"));
        Assert.True(File.Exists(path));
    }

    private async Task CrashAsync(IAgent agent, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var stop = new CancellationTokenSource();
            var call = agent.DoAsync("ignore", cancellationToken: stop.Token);
            await stop.CancelAsync();
            await _time.AdvanceUntilAsync(call, TimeSpan.FromSeconds(1));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }
    }

    private static void AssertQuarantined(PluginManager manager)
    {
        var entry = manager.Plugins.Single(plugin => plugin.Name == "rogue");
        Assert.Equal((PluginState.Quarantined, FaultCodes.PluginQuarantined), (entry.State, entry.Code));
        Assert.Contains("omua plugin reset rogue", entry.Fix, StringComparison.Ordinal);
    }

    private static async Task<string> CodeOf(Func<Task> call) => (await Assert.ThrowsAsync<FaultException>(call)).Faults[0].Code;
}
