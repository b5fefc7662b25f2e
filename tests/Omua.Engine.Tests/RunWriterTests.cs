using Microsoft.Extensions.Logging.Abstractions;
using Omua.Engine.Planning;
using Omua.Engine.Running;

namespace Omua.Engine.Tests;

/// <summary>Runs on a store that fails: nothing is lost and nothing is written twice.</summary>
public sealed class RunWriterTests
{
    private readonly MemoryStorage _storage = new(TimeProvider.System);
    private int _commits;

    [Fact]
    public async Task Execute_StoreAwayAtEveryCommit_WaitsAndLosesNothing()
    {
        var refused = new HashSet<long>();
        _storage.BeforeAppend = append =>
        {
            _commits++;
            if (refused.Add(append.ExpectedSequence))
            {
                throw new StorageException(StorageFailure.Unavailable, "away");
            }
        };
        await AssertRunsWholeAsync();
        Assert.True(_commits >= 2 * refused.Count);
    }

    [Fact]
    public async Task Execute_AnswerOfEveryCommitLost_WritesNoEventTwice()
    {
        _storage.AfterAppend = _ => throw new StorageException(StorageFailure.Unavailable, "the answer was lost");
        await AssertRunsWholeAsync();
    }

    [Fact]
    public async Task Execute_StoreRefusesForGood_SaysSoAndLeavesTheRunToOthers()
    {
        _storage.BeforeAppend = append =>
        {
            if (append.ExpectedSequence > 0)
            {
                throw new StorageException(StorageFailure.Damaged, "torn");
            }
        };
        var failed = await Assert.ThrowsAsync<StorageException>(ExecuteAsync);
        Assert.Equal(StorageFailure.Damaged, failed.Failure);
        _storage.BeforeAppend = null;
        Assert.Equal(RunStatus.Interrupted, (await History.GetAsync("run"))!.Status);
        Assert.Equal(RunStatus.Completed, (await Engine.TakeUpAsync("run", Agents, Context)).Status);
    }

    [Fact]
    public async Task Execute_AnotherOwnerWroteMeanwhile_StopsWithoutWriting()
    {
        _storage.BeforeAppend = append =>
        {
            if (append.ExpectedSequence > 0)
            {
                _storage.BeforeAppend = null;
                throw new StorageException(StorageFailure.Conflict, "someone else wrote");
            }
        };
        var stopped = await Assert.ThrowsAsync<FaultException>(ExecuteAsync);
        Assert.Equal(FaultCodes.RunIsBusy, Assert.Single(stopped.Faults).Code);
    }

    private static IReadOnlyDictionary<string, IAgent> Agents { get; } = new Dictionary<string, IAgent> { ["worker"] = FakeAgent.Completing() };

    private static ContextData Context { get; } = new() { RunId = "run", StartedAt = DateTimeOffset.UnixEpoch };

    private RunEngine Engine => new(_storage, new EngineOptions { MaxParallel = 2 }, TimeProvider.System, NullLogger.Instance);

    private RunHistory History => new(_storage);

    private async Task AssertRunsWholeAsync()
    {
        var state = await ExecuteAsync();
        Assert.Equal(RunStatus.Completed, state.Status);
        var stored = (await History.GetAsync("run"))!.State;
        Assert.Equal(state.Sequence, stored.Sequence);
        Assert.Equal(state.Tasks.All.Select(task => (task.Spec.Id, task.Status, task.Attempts)), stored.Tasks.All.Select(task => (task.Spec.Id, task.Status, task.Attempts)));
        Assert.All(stored.Tasks.All, task => Assert.Equal(1, task.Attempts));
    }

    private Task<Deciding.RunState> ExecuteAsync() => Engine.ExecuteAsync(new RunRequest
    {
        RunId = "run", Agents = Agents, Context = Context,
        Plan = new Plan { Source = "rules", Tasks = [.. Enumerable.Range(0, 6).Select(number => new TaskSpec { Id = $"t{number}", Name = "t", AgentType = "worker", Dependencies = number == 0 ? [] : ["t0"] })] },
    });
}
