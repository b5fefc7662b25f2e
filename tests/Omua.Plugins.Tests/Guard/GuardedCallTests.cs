using Microsoft.Extensions.Time.Testing;

namespace Omua.Plugins.Tests.Guard;

/// <summary>Calls that take too long, do not listen, come too many, or fail.</summary>
public sealed class GuardedCallTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();
    private readonly FakeTimeProvider _time = new();

    public async ValueTask InitializeAsync()
    {
        _ground.Options = _ground.Options with { Time = _time };
        _ground.Write(_ground.User, "rogue.cs", RogueAgent.Source);
        await Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Call_LongerThanItsLimitAndListens_IsAFailureAndNoCrash()
    {
        var manager = _ground.Manager();
        var call = (await manager.GetAgentAsync("rogue")).DoAsync("wait");
        await _time.AdvanceUntilAsync(call, TimeSpan.FromMinutes(1));

        var fault = (await Assert.ThrowsAsync<FaultException>(() => call)).Faults[0];

        Assert.Equal(FaultCodes.PluginCallTimedOut, fault.Code);
        Assert.Contains("rogue: ExecuteAsync took longer than its limit of 5m", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_ground.Crashes("rogue"));
    }

    [Theory]
    [InlineData("ignore")]
    [InlineData("spin")]
    public async Task Call_LongerThanItsLimitAndDeaf_IsAbandonedAndACrash(string deaf)
    {
        var stop = Path.Combine(_ground.Root, "stop");
        var agent = await _ground.Manager().GetAgentAsync("rogue");
        var call = agent.DoAsync(deaf, stop);
        await _time.AdvanceUntilAsync(call, TimeSpan.FromMinutes(1));

        var fault = (await Assert.ThrowsAsync<FaultException>(() => call)).Faults[0];
        await File.WriteAllTextAsync(stop, "");

        Assert.Equal(FaultCodes.PluginAbandoned, fault.Code);
        Assert.Contains("did not stop within 5s", fault.Message, StringComparison.Ordinal);
        Assert.Equal(FaultCodes.PluginAbandoned, Assert.Single(_ground.Crashes("rogue")).Split('\t')[2]);
        Assert.Equal(TaskStatus.Completed, (await agent.DoAsync("fine")).Status);
    }

    [Fact]
    public async Task Call_CancelledByItsCallerAndListens_EndsAsCancelled()
    {
        using var stop = new CancellationTokenSource();
        var call = (await _ground.Manager().GetAgentAsync("rogue")).DoAsync("wait", cancellationToken: stop.Token);
        await stop.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.Equal(stop.Token, thrown.CancellationToken);
    }

    [Fact]
    public async Task Call_CancelledByItsCallerAndDeaf_IsAbandonedAfterTheGraceAndACrash()
    {
        using var stop = new CancellationTokenSource();
        var call = (await _ground.Manager().GetAgentAsync("rogue")).DoAsync("ignore", cancellationToken: stop.Token);
        await stop.CancelAsync();
        await _time.AdvanceUntilAsync(call, TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.Single(_ground.Crashes("rogue"));
    }

    [Fact]
    public async Task Call_TaskNamesALongerTimeout_GetsIt()
    {
        var agent = await _ground.Manager().GetAgentAsync("rogue");
        var call = agent.ExecuteAsync(RogueAgent.Task("wait") with { Timeout = TimeSpan.FromHours(2) }, RogueAgent.Run);
        _time.Advance(TimeSpan.FromMinutes(90));

        Assert.False(call.IsCompleted);
        await _time.AdvanceUntilAsync(call, TimeSpan.FromMinutes(10));
        await Assert.ThrowsAsync<FaultException>(() => call);
    }

    [Fact]
    public async Task Call_MoreThanMaxParallel_WaitsForAPlace()
    {
        _ground.Options = _ground.Options with { Limits = new PluginLimits { MaxParallel = 3 } };
        var go = Path.Combine(_ground.Root, "go");
        var agent = await _ground.Manager().GetAgentAsync("rogue");
        var calls = Enumerable.Range(0, 12).Select(_ => agent.DoAsync("count", go)).ToList();
        await File.WriteAllTextAsync(go, "");

        var results = await Task.WhenAll(calls);

        Assert.InRange(results.Max(result => result.Result["most"]!.GetValue<int>()), 1, 3);
    }

    [Fact]
    public async Task Call_NoPlaceInTime_IsBusy()
    {
        _ground.Options = _ground.Options with { Limits = new PluginLimits { MaxParallel = 1 } };
        var go = Path.Combine(_ground.Root, "go");
        var agent = await _ground.Manager().GetAgentAsync("rogue");
        var first = agent.ExecuteAsync(RogueAgent.Task("count", go) with { Timeout = TimeSpan.FromHours(24) }, RogueAgent.Run);
        var second = agent.DoAsync("fine");
        await _time.AdvanceUntilAsync(second, TimeSpan.FromMinutes(1));

        var fault = (await Assert.ThrowsAsync<FaultException>(() => second)).Faults[0];
        await File.WriteAllTextAsync(go, "");
        await first;

        Assert.Equal(FaultCodes.PluginBusy, fault.Code);
        Assert.Equal(TaskStatus.Completed, (await agent.DoAsync("fine")).Status);
    }

    [Fact]
    public async Task Call_FailsManyTimesInARow_RestsAndIsTriedAgain()
    {
        _ground.Options = _ground.Options with { Limits = new PluginLimits { Failures = 3, Rest = TimeSpan.FromSeconds(30) } };
        var agent = await _ground.Manager().GetAgentAsync("rogue");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(FaultCodes.PluginCallFailed, await CodeOf(() => agent.DoAsync("throw")));
        }

        var resting = (await Assert.ThrowsAsync<FaultException>(() => agent.DoAsync("fine"))).Faults[0];
        Assert.Equal(FaultCodes.PluginResting, resting.Code);
        Assert.Contains("boom", resting.Message, StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(FaultCodes.PluginCallFailed, await CodeOf(() => agent.DoAsync("throw")));
        Assert.Equal(FaultCodes.PluginResting, await CodeOf(() => agent.DoAsync("fine")));

        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(TaskStatus.Completed, (await agent.DoAsync("fine")).Status);
        Assert.Equal(FaultCodes.PluginCallFailed, await CodeOf(() => agent.DoAsync("throw")));
    }

    [Theory]
    [InlineData("reject")]
    [InlineData("failed")]
    public async Task Call_FailsAsTheContractAllows_NeverRests(string failure)
    {
        _ground.Options = _ground.Options with { Limits = new PluginLimits { Failures = 1 } };
        var agent = await _ground.Manager().GetAgentAsync("rogue");
        for (var i = 0; i < 5; i++)
        {
            try
            {
                Assert.Equal(TaskStatus.Failed, (await agent.DoAsync(failure)).Status);
            }
            catch (TaskRejectedException exception)
            {
                Assert.Contains("no column", exception.Message, StringComparison.Ordinal);
            }
        }

        Assert.Equal(TaskStatus.Completed, (await agent.DoAsync("fine")).Status);
    }

    [Fact]
    public async Task Call_CancelsItselfWithoutBeingTold_IsAFailureOfThePlugin()
    {
        var agent = await _ground.Manager().GetAgentAsync("rogue");

        Assert.Equal(FaultCodes.PluginCallFailed, await CodeOf(() => agent.DoAsync("own cancel")));
    }

    [Fact]
    public async Task GetAgent_ConstructorHangs_IsAFaultOfItsOwn()
    {
        _ground.Write(_ground.User, "slow.cs", PluginGround.Agent("Slow", "slow", "public Slow() => new ManualResetEventSlim().Wait();"));
        var manager = _ground.Manager();
        await manager.ScanAsync();
        var loading = manager.GetAgentAsync("slow");
        await _time.AdvanceUntilAsync(loading, TimeSpan.FromSeconds(5));

        Assert.Equal(FaultCodes.PluginConstructorTimedOut, await CodeOf(() => loading));
        Assert.Single(_ground.Crashes("slow"));
    }

    [Fact]
    public async Task Shutdown_PluginHangsThere_EndsWithinItsLimits()
    {
        _ground.Write(_ground.User, "clingy.cs", PluginGround.Agent("Clingy", "clingy", "public override Task ShutdownAsync(CancellationToken t) => new TaskCompletionSource().Task;"));
        var manager = _ground.Manager();
        await manager.GetAgentAsync("clingy");

        var ending = manager.ShutdownAsync();
        await _time.AdvanceUntilAsync(ending, TimeSpan.FromSeconds(5));
        await ending;

        Assert.Equal(FaultCodes.PluginShutdownFailed, Assert.Single(_ground.Crashes("clingy")).Split('\t')[2]);
    }

    private static async Task<string> CodeOf(Func<Task> call) => (await Assert.ThrowsAsync<FaultException>(call)).Faults[0].Code;
}
