using CsCheck;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Engine.Tests;

/// <summary>The decision function against every order of the world that the generator thinks of.</summary>
public sealed class RunDeciderTests
{
    private static readonly Gen<(TaskSpec[] Tasks, int Parallel, int Policy, int[] World)> Worlds =
        Gen.Select(Gen.Int[0, 1 << 10].Array[1, 12], Gen.Int[1, 4], Gen.Int[0, 2], Gen.Int[0, 1000].Array[60]).Select(
            (edges, parallel, policy, world) => (Dag(edges), parallel, policy, world));

    [Fact]
    public void Decide_AnyPlanInAnyWorld_KeepsEveryPromise() => Worlds.Sample(world =>
    {
        var now = DateTimeOffset.UnixEpoch;
        var state = new RunState("run");
        var mirror = new RunState("run");
        var running = new List<(string Id, int Attempt)>();
        var signal = new RunSignal(RunSignalKind.Start, now) { Terms = Terms(world.Tasks, world.Parallel, (FailurePolicy)world.Policy) };
        for (var step = 0; !state.IsOver; step++)
        {
            Assert.True(step < 2000, "the run does not end");
            var before = state.Tasks.All.ToList();
            var decision = RunDecider.Decide(state, signal);
            foreach (var @event in decision.Events)
            {
                mirror.Apply(@event);
            }

            Assert.Equal(mirror.Tasks.All, state.Tasks.All);
            AssertTransitions(before, state, decision, world.Policy);
            running.AddRange(decision.Commands.Where(command => command.Kind == RunCommandKind.StartAttempt).Select(command => (command.TaskId!, command.Attempt)));
            Assert.True(state.Tasks.Of(TaskStatus.Running) <= world.Parallel);
            now = now.AddSeconds(5);
            signal = Next(world.World[step % world.World.Length], running, now);
        }

        Assert.All(state.Tasks.All, task => Assert.True(task.IsOver));
    }, iter: 300);

    private static void AssertTransitions(IReadOnlyList<TaskState> before, RunState state, RunDecision decision, int policy)
    {
        foreach (var task in before.Where(task => task.IsOver))
        {
            Assert.Equal(task, state.Tasks[task.Spec.Id]);
        }

        foreach (var started in decision.Events.Where(@event => @event.Kind == RunEventKind.TaskStarted))
        {
            var dependencies = state.Tasks[started.TaskId!].Spec.Dependencies.Select(id => state.Tasks[id]);
            Assert.All(dependencies, on => Assert.True(on.Status == TaskStatus.Completed || (policy == (int)FailurePolicy.Continue && on.IsOver)));
        }
    }

    private static RunSignal Next(int dice, List<(string Id, int Attempt)> running, DateTimeOffset now)
    {
        if (dice > 990)
        {
            return new RunSignal(RunSignalKind.Cancel, now) { Reason = "a person" };
        }

        if (running.Count == 0)
        {
            return new RunSignal(RunSignalKind.Tick, now);
        }

        var ended = running[dice % running.Count];
        running.Remove(ended);
        var kind = dice % 3 == 0 ? RunSignalKind.AttemptFailed : RunSignalKind.AttemptCompleted;
        return new RunSignal(kind, now)
        {
            TaskId = ended.Id, Attempt = ended.Attempt, IsRetryable = dice % 2 == 0, Jitter = 0.5, Reason = "dice",
            Result = kind == RunSignalKind.AttemptCompleted ? new TaskResult { TaskId = ended.Id, Status = TaskStatus.Completed } : null,
        };
    }

    /// <summary>Each number's bits choose dependencies among the earlier tasks, so the plan is never cyclic.</summary>
    private static TaskSpec[] Dag(int[] edges) =>
        [.. edges.Select((bits, index) => new TaskSpec
        {
            Id = $"t{index}", Name = "t", AgentType = "worker", Priority = bits % 3,
            Dependencies = [.. Enumerable.Range(0, index).Where(on => (bits >> on & 5) == 5).Select(on => $"t{on}")],
        })];

    private static RunTerms Terms(TaskSpec[] tasks, int parallel, FailurePolicy policy) => new()
    {
        PlanSource = "rules", PlanHash = "", Tasks = tasks, DryRun = true, MaxParallel = parallel, Retries = 1,
        RetryDelay = TimeSpan.FromSeconds(1), RetryDelayMax = TimeSpan.FromSeconds(4), FailurePolicy = policy,
    };
}
