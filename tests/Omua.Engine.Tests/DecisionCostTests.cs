using System.Diagnostics;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Engine.Tests;

/// <summary>A decision costs what it changes, not what the plan holds.</summary>
public sealed class DecisionCostTests
{
    private const int Small = 1_000;
    private const int Factor = 16;

    [Theory]
    [InlineData("chain")]
    [InlineData("wide")]
    [InlineData("random")]
    public void Decide_PlanSixteenTimesAsLarge_TakesNothingLikeItsSquare(string shape)
    {
        // One of twenty tries has to show it, with much room: others use the machine too. A scan of all tasks for each signal would make it 256 times, at every try.
        var seen = new List<double>();
        while (seen.Count == 0 || seen[^1] > Factor * 6)
        {
            Assert.True(seen.Count < 20, $"{Factor} times the tasks took {string.Join(", ", seen.Select(ratio => $"{ratio:N0}"))} times as long");
            seen.Add(Drive(GraphShapes.Of(shape, Small * Factor)) / Drive(GraphShapes.Of(shape, Small)));
        }
    }

    private static TimeSpan Drive(IReadOnlyList<TaskSpec> tasks)
    {
        var terms = new RunTerms
        {
            PlanSource = "rules", PlanHash = "", Tasks = tasks, DryRun = true, MaxParallel = 16, Retries = 0,
            RetryDelay = TimeSpan.Zero, RetryDelayMax = TimeSpan.Zero, FailurePolicy = FailurePolicy.SkipDependents,
        };
        var state = new RunState("run");
        var started = new Queue<RunCommand>();
        var watch = Stopwatch.StartNew();
        var decision = RunDecider.Decide(state, new RunSignal(RunSignalKind.Start, DateTimeOffset.UnixEpoch) { Terms = terms });
        while (!state.IsOver)
        {
            foreach (var command in decision.Commands)
            {
                started.Enqueue(command);
            }

            var next = started.Dequeue();
            decision = RunDecider.Decide(state, new RunSignal(RunSignalKind.AttemptCompleted, DateTimeOffset.UnixEpoch) { TaskId = next.TaskId, Attempt = next.Attempt });
        }

        Assert.Equal(RunStatus.Completed, state.Status);
        return watch.Elapsed;
    }
}
