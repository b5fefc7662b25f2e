using CsCheck;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Engine.Tests;

/// <summary>Outcomes that come twice, late, or in any order: the run ends as if each had come once.</summary>
public sealed class OutcomeOrderTests
{
    private static readonly Gen<(int Count, int Parallel, int[] Dice)> Worlds = Gen.Select(Gen.Int[2, 12], Gen.Int[1, 5], Gen.Int[0, 1 << 20].Array[80]);

    [Fact]
    public void Decide_OutcomesDuplicatedLateAndReordered_AreHeardOnce() => Worlds.Sample(world =>
    {
        var now = DateTimeOffset.UnixEpoch;
        var state = new RunState("run");
        var journal = new List<RunEvent>();
        var (open, heard) = (new List<(string Id, int Attempt)>(), new List<RunSignal>());
        Decide(new RunSignal(RunSignalKind.Start, now) { Terms = Terms(GraphShapes.Of("random", world.Count), world.Parallel) });
        for (var step = 0; !state.IsOver; step++)
        {
            Assert.True(step < 3000, "the run does not end");
            var dice = world.Dice[step % world.Dice.Length] + step;
            now = now.AddSeconds(5);
            if (heard.Count > 0 && dice % 3 == 0)
            {
                // Something that was said before is said again: it changes nothing.
                var said = heard[dice % heard.Count];
                Assert.DoesNotContain(Decide(said with { At = now }).Events, @event => @event.TaskId == said.TaskId && @event.Kind != RunEventKind.TaskStarted);
                continue;
            }

            if (open.Count == 0)
            {
                Decide(new RunSignal(RunSignalKind.Tick, now));
                continue;
            }

            var (id, attempt) = open[dice % open.Count];
            open.Remove((id, attempt));
            var kind = (dice % 7) switch { 0 => RunSignalKind.AttemptFailed, 1 => RunSignalKind.AttemptLost, _ => RunSignalKind.AttemptCompleted };
            var signal = new RunSignal(kind, now) { TaskId = id, Attempt = attempt, IsRetryable = true, Reason = "dice" };
            Decide(signal);
            heard.Add(signal);
        }

        // However often the journal's outcomes come again, the fold stays what it is.
        var again = new RunState("run");
        journal.ForEach(again.Apply);
        Assert.Equal(state.Tasks.All, again.Tasks.All);
        foreach (var late in heard)
        {
            Assert.Empty(Decide(late with { At = now.AddHours(1) }).Events);
        }

        Assert.All(journal.Where(@event => @event.Kind == RunEventKind.TaskCompleted).GroupBy(@event => @event.TaskId), same => Assert.Single(same));

        RunDecision Decide(RunSignal signal)
        {
            var decision = RunDecider.Decide(state, signal);
            journal.AddRange(decision.Events);
            open.AddRange(decision.Commands.Where(command => command.Kind == RunCommandKind.StartAttempt).Select(command => (command.TaskId!, command.Attempt)));
            return decision;
        }
    }, iter: 200);

    private static RunTerms Terms(IReadOnlyList<TaskSpec> tasks, int parallel) => new()
    {
        PlanSource = "rules", PlanHash = "", Tasks = tasks, DryRun = true, MaxParallel = parallel, Retries = 2,
        RetryDelay = TimeSpan.FromSeconds(1), RetryDelayMax = TimeSpan.FromSeconds(4), FailurePolicy = FailurePolicy.SkipDependents,
    };
}
