using System.Collections.Concurrent;
using System.Diagnostics;
using Omua.Engine.Running;
using static Omua.Engine.Tests.EngineGround;

namespace Omua.Engine.Tests;

/// <summary>Traces join a run, its tasks and what their agents call, over all processes that ever work on the run.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task Execute_WithAListener_TracesRunTasksAndWhatAgentsCall()
    {
        using var calls = new ActivitySource("test.calls");
        var ended = new ConcurrentQueue<Activity>();
        var runs = new HashSet<string?>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is EngineActivity.SourceName or "test.calls",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var drain = new CancellationTokenSource();
        var isFirst = true;
        var ground = new EngineGround(new FakeAgent("worker", async (task, _, token) =>
        {
            await Task.Yield();
            using (calls.StartActivity($"call {task.Id}"))
            {
                if (isFirst)
                {
                    isFirst = false;
                    await drain.CancelAsync();
                }
            }

            return task.Id == "b" ? TaskResult.Failed(task, "no") : TaskResult.Completed(task, []);
        })) { Options = new EngineOptions { MaxParallel = 1, Retries = 0, DrainGrace = TimeSpan.FromSeconds(60) } };
        await ground.ExecuteAsync([Spec("a"), Spec("b", "a")], CancellationToken.None, drain.Token);
        await ground.TakeUpAsync();

        // Tests beside this one run engines too: only what is about calls of this agent is looked at, and what these lie under.
        var made = ended.Where(activity => activity.Source.Name == "test.calls").ToList();
        Assert.Equal(["call a", "call b"], made.Select(activity => activity.OperationName));
        foreach (var call in made)
        {
            var task = ended.Single(activity => activity.SpanId == call.ParentSpanId);
            Assert.Equal(("omua.task", call.OperationName[^1..]), (task.OperationName, (string?)task.GetTagItem("omua.task.id")));
            var run = ended.Single(activity => activity.SpanId == task.ParentSpanId);
            Assert.Equal("omua.run", run.OperationName);
            runs.Add(run.SpanId.ToString());
        }

        Assert.Equal(2, runs.Count);
        Assert.Single(made.Select(call => call.TraceId).Distinct());
        Assert.Equal(ActivityStatusCode.Error, ended.Single(activity => activity.SpanId == made[1].ParentSpanId).Status);
    }
}
