using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;
using Omua.Engine.Running;

namespace Omua.Engine.Tests;

/// <summary>Journals of released formats stay readable, mean what they meant, and can be gone on with.</summary>
public sealed class GoldenJournalTests
{
    public static TheoryData<string> Names => ["first-completed", "first-troubled"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_StoredEvent_WritesEveryFieldAgain(string name)
    {
        foreach (var stored in GoldenJournal.Read(name))
        {
            var written = RunEventJson.Write(RunEventJson.Read(stored));
            Assert.Equal(stored.Kind, written.Kind);
            AssertContains(JsonNode.Parse(stored.Json), JsonNode.Parse(written.Json), $"{name} {stored.Sequence}");
        }
    }

    [Fact]
    public void Fold_CompletedRun_IsCompleted()
    {
        var run = Fold(GoldenJournal.Read("first-completed"));
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(
            ["user_acquisition.data_review", "user_acquisition.overview", "user_acquisition.summary", "budget.allocation"], run.Tasks.All.Select(task => task.Spec.Id));
        Assert.All(run.Tasks.All, task => Assert.Equal((TaskStatus.Completed, 1), (task.Status, task.Attempts)));
        Assert.Equal("rules", run.PlanSource);
        Assert.Null(run.Terms!.Inputs);
        Assert.NotEmpty(run.Tasks["budget.allocation"].Result!.Proposals);
    }

    [Fact]
    public void Fold_TroubledRun_KeepsWhatHappenedToEachTask()
    {
        var run = Fold(GoldenJournal.Read("first-troubled"));
        Assert.Equal((RunStatus.Cancelled, "cancelled by a person"), (run.Status, run.CancelReason));
        Assert.Equal(
            [("t.retry", TaskStatus.Completed, 2), ("t.reject", TaskStatus.Failed, 1), ("t.fail", TaskStatus.Failed, 2), ("t.after", TaskStatus.Skipped, 0),
                ("t.wait", TaskStatus.Cancelled, 3), ("t.last", TaskStatus.Cancelled, 0)],
            run.Tasks.All.Select(task => (task.Spec.Id, task.Status, task.Attempts)));
        Assert.Equal("no such column", run.Tasks["t.reject"].Error);
    }

    [Fact]
    public async Task TakeUp_AfterAnyEventOfTheRun_FinishesItAndRunsNoRecordedTaskAgain()
    {
        var journal = GoldenJournal.Read("first-completed");
        for (var count = 1; count < journal.Count; count++)
        {
            var storage = new MemoryStorage(TimeProvider.System);
            await GoldenJournal.RestoreAsync(storage, "run", journal.Take(count));
            var recorded = Fold(journal.Take(count)).Tasks.All.Where(task => task.IsOver).Select(task => task.Spec.Id).ToList();
            var ran = new ConcurrentQueue<string>();
            var agents = new[] { "user_acquisition", "budget" }.ToDictionary(name => name, name => (IAgent)new FakeAgent(name, (task, _, _) =>
            {
                ran.Enqueue(task.Id);
                return Task.FromResult(TaskResult.Completed(task, []));
            }));

            var state = await new RunEngine(storage, new EngineOptions(), TimeProvider.System, NullLogger.Instance)
                .TakeUpAsync("run", agents, new ContextData { RunId = "run", StartedAt = DateTimeOffset.UnixEpoch });

            Assert.Equal(RunStatus.Completed, state.Status);
            Assert.Equal(state.Tasks.All.Select(task => task.Spec.Id).Except(recorded).Order(), ran.Order());
        }
    }

    private static RunState Fold(IEnumerable<JournalEvent> events)
    {
        var state = new RunState("run");
        foreach (var stored in events)
        {
            state.Apply(RunEventJson.Read(stored));
        }

        return state;
    }

    /// <summary>Every value that was stored is written again; a later version may write more.</summary>
    private static void AssertContains(JsonNode? stored, JsonNode? written, string place)
    {
        switch (stored)
        {
            case JsonObject fields:
                foreach (var (key, value) in fields)
                {
                    AssertContains(value, written is JsonObject other ? other[key] : null, $"{place}.{key}");
                }

                break;
            case JsonArray items:
                Assert.Equal(items.Count, (written as JsonArray)?.Count);
                for (var index = 0; index < items.Count; index++)
                {
                    AssertContains(items[index], written![index], $"{place}[{index}]");
                }

                break;
            default:
                Assert.True(JsonNode.DeepEquals(stored, written), $"{place}: {stored?.ToJsonString()} became {written?.ToJsonString()}");
                break;
        }
    }
}
