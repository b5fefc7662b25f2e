using Omua.Stores.Audit;
using Omua.Stores.Retention;

namespace Omua.Stores.Tests;

/// <summary>What is deleted because it is old.</summary>
public sealed class StoreRetentionTests
{
    [Fact]
    public async Task Apply_OldClosedRunsAndPoints_GoWithTheirDocumentsAndNothingElse()
    {
        IStorageBackend store = await Filled.StoreAsync(runs: 6, points: 70);
        await new AuditTrail(store.Documents, TimeProvider.System).AddAsync("ann", "approved", "run-1");
        await store.Documents.PutAsync("answers", "run-1/task", "1");
        await store.Documents.PutAsync("answers", "run-10/task", "1");
        var closed = (await store.Journal.ListAsync(new RunQuery { IsOpen = false })).Items;
        Assert.Equal(["run-5", "run-3", "run-1"], closed.Select(run => run.RunId));
        var retention = new StoreRetention(store);
        // Runs of the fake clock are older than the points: each is asked for with its own limit.
        var plan = await retention.PlanAsync(closed[0].UpdatedAt, default);
        Assert.Equal(["run-3", "run-1"], plan.Runs.Select(run => run.RunId));
        Assert.Equal(5, plan.Documents);
        Assert.Equal(6, (await store.Journal.ListAsync(new RunQuery())).Items.Count);
        Assert.Equal(2, await retention.ApplyAsync(plan, default));
        Assert.Equal(["run-5", "run-4", "run-2", "run-0"], (await store.Journal.ListAsync(new RunQuery())).Items.Select(run => run.RunId));
        Assert.Equal(["run-10/task"], (await store.Documents.ListAsync("answers")).Items.Select(document => document.Key));
        Assert.Equal(["run-0", "run-2", "run-4", "run-5"], (await store.Documents.ListAsync("notes")).Items.Select(document => document.Key));
        Assert.Equal(1, (await new AuditTrail(store.Documents, TimeProvider.System).VerifyAsync([])).Count);
    }

    [Fact]
    public async Task Apply_Points_GoUpToTheLimit()
    {
        IStorageBackend store = await Filled.StoreAsync(runs: 0, points: 70);
        var retention = new StoreRetention(store);
        var plan = await retention.PlanAsync(Filled.Noon.AddMinutes(5), default);
        Assert.Equal([("clicks", 2L), ("cost", 35L)], plan.Points.Select(metric => (metric.Key, metric.Value)));
        await retention.ApplyAsync(plan, default);
        Assert.Equal(35, Assert.Single(await store.Metrics.QueryAsync(new MetricQuery { Name = "cost" })).Count);
        Assert.Empty((await retention.PlanAsync(Filled.Noon.AddMinutes(5), default)).Points);
    }

    [Fact]
    public async Task Apply_RunThatWasOpenedAgain_Stays()
    {
        IStorageBackend store = await Filled.StoreAsync(runs: 2, points: 0);
        var retention = new StoreRetention(store);
        var plan = await retention.PlanAsync(DateTimeOffset.MaxValue, default);
        Assert.Equal("run-1", Assert.Single(plan.Runs).RunId);
        await store.Journal.AppendAsync(new JournalAppend { RunId = "run-1", ExpectedSequence = 6, IsOpen = true, Events = [new("again", "1")] });
        Assert.Equal(0, await retention.ApplyAsync(plan, default));
        Assert.NotNull(await store.Journal.GetAsync("run-1"));
    }
}
