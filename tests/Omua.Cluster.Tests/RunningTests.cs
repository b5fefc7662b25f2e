using Omua.ClusterHost;
using Omua.Engine;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;
using Omua.Engine.Running;

namespace Omua.Cluster.Tests;

/// <summary>Runs on two silos that nothing happens to.</summary>
public sealed class RunningTests(LivingCluster living) : IClassFixture<LivingCluster>
{
    [Fact]
    public async Task Runs_TwoSilos_AreSpreadAndComplete()
    {
        var cluster = Cluster();
        var runs = Enumerable.Range(0, 20).Select(number => $"spread{number}").ToList();
        foreach (var run in runs)
        {
            await cluster.SubmitAsync(run, Plans.Random(6, ms: 5, seed: run.Length + run[^1]));
        }

        foreach (var run in runs)
        {
            await cluster.AssertWholeAsync(run);
        }

        var mine = cluster.Ledger().Where(line => line.RunId.StartsWith("spread", StringComparison.Ordinal)).ToList();
        var over = mine.Where(line => line.What == "over").CountBy(line => line.Silo).ToDictionary();
        Assert.Equal(2, over.Count);
        Assert.All(over.Values, count => Assert.InRange(count, 2, 18));
        Assert.All(mine.Where(line => line.What == "begin").CountBy(line => line.Silo), silo => Assert.InRange(silo.Value, 20, 100));
    }

    [Fact]
    public async Task Journal_RandomPlansWithFailures_EqualsThatOfTheEmbeddedRuntimeUpToOrder()
    {
        var cluster = Cluster();
        for (var seed = 1; seed <= 6; seed++)
        {
            var plan = Plans.Failing(14, seed);
            await cluster.SubmitAsync($"same{seed}", plan, retries: 1);
            await EmbeddedRuns.ExecuteAsync(cluster.Store, $"embedded{seed}", plan, retries: 1);
        }

        for (var seed = 1; seed <= 6; seed++)
        {
            await cluster.EndAsync($"same{seed}");
            Assert.Equal(await EventsAsync($"embedded{seed}"), await EventsAsync($"same{seed}"));
        }
    }

    [Fact]
    public async Task Limits_OfARunAndOfAnAgent_HoldAcrossSilos()
    {
        var cluster = Cluster();
        var tasks = Enumerable.Range(0, 12).Select(number => Plans.Task($"a{number}", ms: 60)).Concat(Enumerable.Range(0, 6).Select(number => Plans.Task($"b{number}", ms: 60, LivingCluster.Rare))).ToList();
        await cluster.SubmitAsync("limited", tasks, parallel: 5, agentLimits: new Dictionary<string, int> { ["worker"] = 2 });
        await cluster.AssertWholeAsync("limited");
        var lines = cluster.Ledger().Where(line => line is { RunId: "limited", What: "begin" or "end" }).ToList();
        Assert.Equal(2, lines.Select(line => line.Silo).Distinct().Count());
        Assert.InRange(Most(lines), 3, 5);
        Assert.InRange(Most([.. lines.Where(line => line.TaskId.StartsWith('a'))]), 2, 2);
    }

    [Fact]
    public async Task Agent_ThatOneSiloHas_IsCalledThere()
    {
        var cluster = Cluster();
        await cluster.SubmitAsync("routed", [.. Enumerable.Range(0, 8).Select(number => Plans.Task($"r{number}", agent: LivingCluster.Rare)), .. Plans.Wide(4, ms: 1)]);
        await cluster.AssertWholeAsync("routed");
        Assert.All(cluster.Ledger().Where(line => line.RunId == "routed" && line.TaskId.StartsWith('r')), line => Assert.Equal(living.RarePort, line.Silo));
    }

    [Fact]
    public async Task Agent_ThatNoSiloHas_FailsItsTaskWithACodeAndTheRestGoesOn()
    {
        var cluster = Cluster();
        await cluster.SubmitAsync("nowhere", [Plans.Task("lost", agent: "nobody"), Plans.Task("after", 0, "worker", "lost"), Plans.Task("other")]);
        var state = await cluster.EndAsync("nowhere");
        Assert.Equal((TaskStatus.Failed, TaskStatus.Skipped, TaskStatus.Completed), (state.Tasks["lost"].Status, state.Tasks["after"].Status, state.Tasks["other"].Status));
        Assert.StartsWith(FaultCodes.NoSiloHasAgent, state.Tasks["lost"].Error, StringComparison.Ordinal);
        Assert.Contains($"{living.RarePort}: rare, worker", state.Tasks["lost"].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Join_OtherCodeUnderTheNameOfAnAgent_IsRefused()
    {
        var silo = Cluster().Start(settings => settings with { Agents = new Dictionary<string, string> { ["worker"] = "2" } });
        Assert.Equal(2, await silo.EndAsync());
        Assert.Contains(silo.Said, line => line.StartsWith($"refused {FaultCodes.SiloPluginsDiffer} the agent 'worker'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Data_ThatOneSiloLacks_IsNoFailureOfTheTask()
    {
        var cluster = Cluster();
        var third = cluster.Start(settings => settings with { HasNoData = true });
        await third.JoinedAsync();
        await cluster.SubmitAsync("data", Plans.Wide(24, ms: 5));
        await cluster.AssertWholeAsync("data");
        Assert.DoesNotContain(cluster.Ledger(), line => line.RunId == "data" && line.What == "begin" && line.Silo == third.Settings.Port);
        await third.TermAsync();
        Assert.Equal(0, await third.EndAsync());
    }

    [Fact]
    public async Task Sweep_RunOfAProcessWhoseLeaseEnds_IsTakenOverThenAndNotBefore()
    {
        var cluster = Cluster();
        var lease = await cluster.Store.Journal.LeaseAsync("left", "a process elsewhere", TimeSpan.FromSeconds(4));
        Assert.NotNull(lease);
        await cluster.SubmitAsync("left", Plans.Wide(2, ms: 1), begin: state =>
            state.Tasks.All.Select(task => new RunEvent(RunEventKind.TaskStarted, TimeProvider.System.GetUtcNow()) { TaskId = task.Spec.Id, Attempt = 1 }));
        await cluster.AssertWholeAsync("left");
        var state = await cluster.FoldAsync("left");
        Assert.All(state.Tasks.All, task => Assert.Equal((2, 1, 0), (task.Attempts, task.Losses, task.Failures)));
        Assert.True((await cluster.JournalAsync("left")).Single(each => each.Event.Kind == RunEventKind.RunResumed).RecordedAt >= lease.ExpiresAt);
    }

    [Fact]
    public async Task Cancel_RunOnTheCluster_ReachesTheAttemptsWhereverTheyAre()
    {
        var cluster = Cluster();
        await cluster.SubmitAsync("cancelled", Plans.Wide(6, ms: 600_000));
        await cluster.UntilAsync("cancelled", state => state.Tasks.Of(TaskStatus.Running) == 6);
        await new RunDesk(cluster.Store, TimeProvider.System).CancelAsync("cancelled");
        var state = await cluster.EndAsync("cancelled");
        Assert.Equal(RunStatus.Cancelled, state.Status);
        Assert.Equal(2, cluster.Ledger().Where(line => line is { RunId: "cancelled", What: "cancelled" }).Select(line => line.Silo).Distinct().Count());
    }

    private TestCluster Cluster()
    {
        Assert.SkipWhen(living.Server.Missing is not null, living.Server.Missing ?? "");
        return living.Cluster;
    }

    /// <summary>All that happened to the tasks and to the run, without when and why, in an order of its own.</summary>
    private async Task<IReadOnlyList<string>> EventsAsync(string runId) =>
    [
        .. (await living.Cluster.JournalAsync(runId)).Select(each => each.Event).Where(@event => @event.Kind is not (RunEventKind.RunCreated or RunEventKind.RunResumed))
            .Select(@event => $"{@event.Kind} {@event.TaskId} {@event.Attempt} {@event.Result?.Result.ToJsonString()}").Order(StringComparer.Ordinal),
    ];

    /// <summary>The most attempts that were under way at once.</summary>
    private static int Most(IReadOnlyList<LedgerLine> lines)
    {
        var (now, most) = (0, 0);
        foreach (var line in lines)
        {
            now += line.What == "begin" ? 1 : -1;
            most = Math.Max(most, now);
        }

        return most;
    }
}
