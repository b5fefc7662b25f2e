using Microsoft.Extensions.Logging.Abstractions;
using Omua.Engine.Deciding;
using Omua.Engine.Planning;
using Omua.Engine.Running;

namespace Omua.Engine.Tests;

/// <summary>Many runs in one process: limits over all of them, turns, and floods.</summary>
public sealed class SharedSlotTests
{
    private readonly MemoryStorage _storage = new(TimeProvider.System);
    private int _running;
    private int _most;

    [Fact]
    public async Task Execute_ManyRunsOverSharedSlots_NeverExceedsThemAndAllEnd()
    {
        var slots = new AttemptSlots(5, new Dictionary<string, int> { ["worker"] = 3 });
        var states = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => ExecuteAsync($"run{number}", 10, slots)));
        Assert.All(states, state => Assert.Equal(RunStatus.Completed, state.Status));
        Assert.InRange(_most, 1, 3);
    }

    [Fact]
    public async Task Execute_SmallRunBesideAFlood_DoesNotWaitForItsEnd()
    {
        var slots = new AttemptSlots(2, new Dictionary<string, int>());
        var flooded = 0;
        var flood = ExecuteAsync("flood", 3_000, slots, parallel: 64, agent: new FakeAgent("worker", async (task, _, token) =>
        {
            Interlocked.Increment(ref flooded);
            await Task.Delay(1, token);
            return TaskResult.Completed(task, []);
        }));
        var passed = 0;
        var small = await ExecuteAsync("small", 3, slots, agent: new FakeAgent("worker", (task, _, _) =>
        {
            passed = Volatile.Read(ref flooded);
            return Task.FromResult(TaskResult.Completed(task, []));
        }));
        Assert.Equal(RunStatus.Completed, small.Status);
        Assert.InRange(passed, 0, 2_999);
        Assert.Equal(RunStatus.Completed, (await flood).Status);
    }

    [Fact]
    public async Task Execute_CancelledWhileItWaitsForASlot_EndsAndFreesItsPlace()
    {
        var slots = new AttemptSlots(1, new Dictionary<string, int>());
        var hold = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var first = ExecuteAsync("first", 1, slots, agent: new FakeAgent("worker", async (task, _, _) =>
        {
            begun.SetResult();
            await hold.Task;
            return TaskResult.Completed(task, []);
        }));
        await begun.Task;
        using var cancel = new CancellationTokenSource();
        var second = ExecuteAsync("second", 1, slots, cancellationToken: cancel.Token);
        await cancel.CancelAsync();
        Assert.Equal(RunStatus.Cancelled, (await second.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken)).Status);
        hold.SetResult();
        Assert.Equal(RunStatus.Completed, (await first).Status);
        Assert.Equal(RunStatus.Completed, (await ExecuteAsync("third", 3, slots)).Status);
    }

    [Fact]
    public async Task Execute_AThousandRunsAtOnce_AllEnd()
    {
        var slots = new AttemptSlots(16, new Dictionary<string, int>());
        var states = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(number => ExecuteAsync($"run{number}", 3, slots)));
        Assert.All(states, state => Assert.Equal((RunStatus.Completed, 3), (state.Status, state.Tasks.Of(TaskStatus.Completed))));
    }

    [Fact]
    public async Task TakeUp_AThousandInterruptedRuns_AllEndAndNoRecordedTaskRunsAgain()
    {
        for (var number = 0; number < 1_000; number++)
        {
            var left = new RunState($"run{number}");
            var started = RunDecider.Decide(left, new RunSignal(RunSignalKind.Start, DateTimeOffset.UnixEpoch) { Terms = Terms(3) });
            var ended = RunDecider.Decide(left, new RunSignal(RunSignalKind.AttemptCompleted, DateTimeOffset.UnixEpoch) { TaskId = "t0", Attempt = 1 });
            await _storage.AppendAsync(RunWriter.Commit(left, 0, [.. started.Events, .. ended.Events]), TestContext.Current.CancellationToken);
        }

        var open = await new OpenRuns(_storage).ToTakeUpAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1_000, open.Count);
        Assert.Equal("run0", open[0]);
        var engine = Engine(new AttemptSlots(16, new Dictionary<string, int>()));
        var states = await Task.WhenAll(open.Select(id => engine.TakeUpAsync(id, Agents(), Context(id))));
        Assert.All(states, state => Assert.Equal((RunStatus.Completed, 1, 2), (state.Status, state.Tasks["t0"].Attempts, state.Tasks["t1"].Attempts)));
    }

    private Task<RunState> ExecuteAsync(string id, int tasks, AttemptSlots slots, int parallel = 4, IAgent? agent = null, CancellationToken cancellationToken = default) => Engine(slots, parallel).ExecuteAsync(
        new RunRequest { RunId = id, Plan = new Plan { Source = "rules", Tasks = GraphShapes.Of("wide", tasks) }, Agents = Agents(agent), Context = Context(id) }, null, cancellationToken);

    private RunEngine Engine(AttemptSlots slots, int parallel = 4) => new(_storage, new EngineOptions { MaxParallel = parallel }, TimeProvider.System, NullLogger.Instance, slots: slots);

    private Dictionary<string, IAgent> Agents(IAgent? agent = null) => new()
    {
        ["worker"] = agent ?? new FakeAgent("worker", async (task, _, _) =>
        {
            var now = Interlocked.Increment(ref _running);
            for (var most = Volatile.Read(ref _most); now > most && Interlocked.CompareExchange(ref _most, now, most) != most; most = Volatile.Read(ref _most))
            {
            }

            await Task.Yield();
            Interlocked.Decrement(ref _running);
            return TaskResult.Completed(task, []);
        }),
    };

    private static ContextData Context(string id) => new() { RunId = id, StartedAt = DateTimeOffset.UnixEpoch };

    private static Journal.RunTerms Terms(int tasks) => new()
    {
        PlanSource = "rules", PlanHash = "", Tasks = GraphShapes.Of("wide", tasks), DryRun = true, MaxParallel = 3, Retries = 0,
        RetryDelay = TimeSpan.Zero, RetryDelayMax = TimeSpan.Zero, FailurePolicy = FailurePolicy.SkipDependents,
    };
}
