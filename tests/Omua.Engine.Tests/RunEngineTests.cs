using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;
using Omua.Engine.Planning;
using Omua.Engine.Running;

namespace Omua.Engine.Tests;

public sealed class RunEngineTests : IAsyncLifetime
{
    private readonly SqliteStore _store = new();
    private IStorageBackend _storage = null!;

    public async ValueTask InitializeAsync() => _storage = await _store.OpenAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Execute_Diamond_RunsDependenciesFirstAndHandsResultsOn()
    {
        var order = new ConcurrentQueue<string>();
        var agent = new FakeAgent("worker", (task, context, _) =>
        {
            order.Enqueue(task.Id);
            return Task.FromResult(TaskResult.Completed(task, new() { ["saw"] = string.Join(",", context.PreviousResults.Keys.Order()) }));
        });
        var state = await ExecuteAsync(agent, [Spec("a"), Spec("b", "a"), Spec("c", "a"), Spec("d", "b", "c")]);
        Assert.Equal(RunStatus.Completed, state.Status);
        Assert.Equal("a", order.First());
        Assert.Equal("d", order.Last());
        Assert.Equal("b,c", state.Tasks["d"].Result!.Result["saw"]!.GetValue<string>());
    }

    [Fact]
    public async Task Execute_FailsTwiceThenWorks_RetriesWithOneIdempotencyKey()
    {
        var keys = new ConcurrentQueue<string>();
        var agent = new FakeAgent("worker", (task, context, _) =>
        {
            keys.Enqueue(context.Attempt!.IdempotencyKey);
            return context.Attempt.Number < 3 ? throw new IOException("not yet") : Task.FromResult(TaskResult.Completed(task, []));
        });
        var state = await ExecuteAsync(agent, [Spec("a")], new EngineOptions { RetryDelay = TimeSpan.FromMilliseconds(1) });
        Assert.Equal(3, state.Tasks["a"].Attempts);
        Assert.Equal(TaskStatus.Completed, state.Tasks["a"].Status);
        Assert.Single(keys.Distinct());
    }

    [Fact]
    public async Task Execute_Rejected_FailsAtOnceAndSkipsDependents()
    {
        var agent = new FakeAgent("worker", (task, _, _) =>
            task.Id == "a" ? throw new TaskRejectedException("no such column") : Task.FromResult(TaskResult.Completed(task, [])));
        var state = await ExecuteAsync(agent, [Spec("a"), Spec("b", "a"), Spec("c", "b"), Spec("free")]);
        Assert.Equal(RunStatus.Failed, state.Status);
        Assert.Equal((1, TaskStatus.Failed), (state.Tasks["a"].Attempts, state.Tasks["a"].Status));
        Assert.Equal(TaskStatus.Skipped, state.Tasks["c"].Status);
        Assert.Equal(TaskStatus.Completed, state.Tasks["free"].Status);
    }

    [Fact]
    public async Task Execute_ResultThatCannotBeJournalled_FailsTheTaskAtOnceAndNamesTheFigure()
    {
        var evidence = new Evidence { Metric = "roas", Value = double.NaN, Unit = "ratio", Formula = "f", Dataset = "d", RowCount = 1, Rows = new Dictionary<string, string>() };
        var agent = new FakeAgent("worker", (task, _, _) => Task.FromResult(task.Id switch
        {
            "a" => TaskResult.Completed(task, new() { ["by"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["roas"] = double.PositiveInfinity }) }),
            "b" => TaskResult.Completed(task, []) with { Findings = [new Finding { Id = "worker.waste", Title = "t", Severity = FindingSeverity.Info, Agent = "worker", Evidence = [evidence] }] },
            _ => TaskResult.Completed(task, []),
        }));
        var state = await ExecuteAsync(agent, [Spec("a"), Spec("b"), Spec("c")]);
        Assert.Equal((TaskStatus.Failed, 1), (state.Tasks["a"].Status, state.Tasks["a"].Attempts));
        Assert.Contains("result.by[0].roas is", state.Tasks["a"].Error, StringComparison.Ordinal);
        Assert.Contains("'roas' in finding 'worker.waste' is NaN", state.Tasks["b"].Error, StringComparison.Ordinal);
        Assert.Equal(TaskStatus.Completed, state.Tasks["c"].Status);
    }

    [Fact]
    public async Task Execute_FaultWithAPlace_IsShownWithIt()
    {
        var agent = new FakeAgent("worker", (_, _, _) => throw new FaultException(new Fault("OMUA116", "worker: it threw", "see") { File = "worker.cs", Line = 7 }));
        var state = await ExecuteAsync(agent, [Spec("a") with { Retries = 0 }]);
        Assert.Equal("worker.cs:7: OMUA116 worker: it threw", state.Tasks["a"].Error);
    }

    [Fact]
    public async Task Execute_IgnoresItsToken_IsAbandonedAfterTheGrace()
    {
        using var forever = new CancellationTokenSource();
        var agent = new FakeAgent("worker", async (task, _, _) =>
        {
            await Task.Delay(Timeout.Infinite, forever.Token);
            return TaskResult.Completed(task, []);
        });
        var options = new EngineOptions { TaskTimeout = TimeSpan.FromMilliseconds(30), CancelGrace = TimeSpan.FromMilliseconds(30), Retries = 0 };
        var state = await ExecuteAsync(agent, [Spec("a")], options);
        await forever.CancelAsync();
        Assert.Equal(TaskStatus.Failed, state.Tasks["a"].Status);
        Assert.Contains("abandoned", state.Tasks["a"].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_BlocksBeforeItsFirstAwait_StillMeetsItsLimit()
    {
        using var open = new ManualResetEventSlim();
        var agent = new FakeAgent("worker", (task, _, _) =>
        {
            open.Wait(CancellationToken.None);
            return Task.FromResult(TaskResult.Completed(task, []));
        });
        var options = new EngineOptions { TaskTimeout = TimeSpan.FromMilliseconds(30), CancelGrace = TimeSpan.FromMilliseconds(30), Retries = 0 };
        var state = await ExecuteAsync(agent, [Spec("a")], options);
        open.Set();
        Assert.Equal(TaskStatus.Failed, state.Tasks["a"].Status);
    }

    [Fact]
    public async Task Execute_Cancelled_EndsTheAttemptAndStoresTheRunAsCancelled()
    {
        using var cancel = new CancellationTokenSource();
        var agent = new FakeAgent("worker", async (task, _, token) =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return TaskResult.Completed(task, []);
        });
        var state = await ExecuteAsync(agent, [Spec("a"), Spec("b", "a")], cancellationToken: cancel.Token);
        Assert.Equal(RunStatus.Cancelled, state.Status);
        Assert.Equal(RunStatus.Cancelled, (await new RunHistory(_storage).GetAsync(state.RunId))!.Status);
    }

    [Fact]
    public async Task Execute_ManyTasks_NeverExceedsTheLimit()
    {
        var (running, most) = (0, 0);
        var agent = new FakeAgent("worker", async (task, _, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return TaskResult.Completed(task, []);
        });
        await ExecuteAsync(agent, [.. Enumerable.Range(0, 50).Select(number => Spec($"t{number}"))], new EngineOptions { MaxParallel = 3 });
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task Execute_CyclicPlan_IsRefusedAndNothingIsStored()
    {
        var refused = await Assert.ThrowsAsync<FaultException>(() => ExecuteAsync(FakeAgent.Completing(), [Spec("a", "b"), Spec("b", "a"), Spec("c", "ghost")]));
        Assert.Equal([FaultCodes.UnknownDependency, FaultCodes.CyclicPlan], refused.Faults.Select(fault => fault.Code));
        Assert.Empty((await _storage.Journal.ListAsync(new RunQuery())).Items);
    }

    [Fact]
    public async Task Get_AfterTheRun_FoldsToTheSameState()
    {
        var state = await ExecuteAsync(FakeAgent.Completing(), [Spec("a"), Spec("b", "a")]);
        var stored = await new RunHistory(_storage).GetAsync(state.RunId);
        Assert.Equal(state.Sequence, stored!.State.Sequence);
        Assert.Equal(state.Tasks.All.Select(task => (task.Spec.Id, task.Status, task.Attempts)), stored.State.Tasks.All.Select(task => (task.Spec.Id, task.Status, task.Attempts)));
    }

    [Fact]
    public async Task Resume_InterruptedRun_RunsOnlyWhatIsNotRecorded()
    {
        // What a process leaves behind that was killed while "b" was under way.
        var terms = Terms([Spec("a"), Spec("b", "a"), Spec("c", "b")]);
        var now = DateTimeOffset.UnixEpoch;
        RunEvent[] events =
        [
            new(RunEventKind.RunStarted, now) { Terms = terms },
            new(RunEventKind.TaskStarted, now) { TaskId = "a", Attempt = 1 },
            new(RunEventKind.TaskCompleted, now) { TaskId = "a", Attempt = 1, Result = TaskResult.Completed(Spec("a"), []) },
            new(RunEventKind.TaskStarted, now) { TaskId = "b", Attempt = 1 },
        ];
        var left = new RunState("left");
        Array.ForEach(events, left.Apply);
        await _storage.Journal.AppendAsync(new JournalAppend
        {
            RunId = "left", ExpectedSequence = 0, Events = [.. events.Select(RunEventJson.Write)], IsOpen = true, Summary = RunSummary.Of(left),
        });
        var history = new RunHistory(_storage);
        Assert.Equal(RunStatus.Interrupted, Assert.Single((await history.ListAsync(new RunQuery())).Items).Status);

        var ran = new ConcurrentQueue<string>();
        var agent = new FakeAgent("worker", (task, context, _) =>
        {
            ran.Enqueue($"{task.Id}{context.Attempt!.Number}");
            return Task.FromResult(TaskResult.Completed(task, []));
        });
        var state = await Engine().TakeUpAsync("left", Agents(agent), Context("left"));
        Assert.Equal(RunStatus.Completed, state.Status);
        Assert.Equal(["b2", "c1"], ran);
    }

    private RunEngine Engine(EngineOptions? options = null) => new(_storage, options ?? new EngineOptions(), TimeProvider.System, NullLogger.Instance);

    private Task<RunState> ExecuteAsync(IAgent agent, IReadOnlyList<TaskSpec> tasks, EngineOptions? options = null, CancellationToken cancellationToken = default) =>
        Engine(options).ExecuteAsync(
            new RunRequest { RunId = RunIds.New(TimeProvider.System), Plan = new Plan { Source = "rules", Tasks = tasks }, Agents = Agents(agent), Context = Context("run") },
            null, cancellationToken);

    private static Dictionary<string, IAgent> Agents(IAgent agent) => new() { [agent.Name] = agent };

    private static ContextData Context(string runId) => new() { RunId = runId, StartedAt = DateTimeOffset.UnixEpoch };

    private static TaskSpec Spec(string id, params string[] dependencies) => new() { Id = id, Name = id, AgentType = "worker", Dependencies = dependencies };

    private static RunTerms Terms(IReadOnlyList<TaskSpec> tasks) => new()
    {
        PlanSource = "rules", PlanHash = "", Tasks = tasks, DryRun = true, MaxParallel = 4, Retries = 2,
        RetryDelay = TimeSpan.Zero, RetryDelayMax = TimeSpan.Zero, FailurePolicy = FailurePolicy.SkipDependents,
    };
}
