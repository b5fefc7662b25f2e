using Omua.Engine.Journal;
using Omua.Storage.Postgres.Tests;

namespace Omua.Cluster.Tests;

/// <summary>A machine that is told to stop, and a database that is away.</summary>
public sealed class StoppingTests(PostgresCluster server) : IClassFixture<PostgresCluster>
{
    [Fact]
    public async Task Term_BusySilo_LetsItsAttemptsEndAndHandsItsRunsOn()
    {
        Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
        await using var cluster = await TestCluster.StartAsync(server, silos: 2);
        string[] runs = ["a", "b", "c", "d"];
        foreach (var run in runs)
        {
            await cluster.SubmitAsync(run, Plans.Random(8, ms: 200, seed: run[0]));
        }

        var leaving = cluster.Silos[0];
        await cluster.UntilAsync("a", _ => cluster.IsBusy(leaving));
        await leaving.TermAsync();
        Assert.Equal(0, await leaving.EndAsync());
        foreach (var run in runs)
        {
            await cluster.AssertWholeAsync(run);
            Assert.All((await cluster.FoldAsync(run)).Tasks.All, task => Assert.Equal(0, task.Crashes));
        }

        // What it had begun it ended: nothing was done twice.
        Assert.DoesNotContain(cluster.Ledger(), line => line.What == "cancelled");
        Assert.Equal(4 * 8, cluster.Ledger().Count(line => line.What == "begin"));
    }

    [Fact]
    public async Task Term_AttemptLongerThanTheDrain_IsGivenBackAndDoneElsewhere()
    {
        Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
        await using var cluster = await TestCluster.StartAsync(server, silos: 2, settings => settings with { DrainSeconds = 0.3 });
        List<string> runs = [];
        do
        {
            // A silo that has just joined may not have told its agents yet.
            runs.Add($"long-{runs.Count}");
            await cluster.SubmitAsync(runs[^1], Plans.Wide(4, ms: 6_000));
            await cluster.UntilAsync(runs[^1], state => state.Tasks.Of(TaskStatus.Running) == 4 && cluster.Ledger().Count(line => line.RunId == runs[^1]) == 4);
        }
        while (!cluster.IsBusy(cluster.Silos[0]));
        await cluster.Silos[0].TermAsync();
        Assert.Equal(0, await cluster.Silos[0].EndAsync());
        List<RunEvent> lost = [];
        foreach (var run in runs)
        {
            await cluster.AssertWholeAsync(run);
            lost.AddRange((await cluster.JournalAsync(run)).Select(each => each.Event).Where(each => each.Kind == RunEventKind.TaskLost));
        }

        Assert.NotEmpty(lost);
        Assert.All(lost, each => Assert.False(each.IsCrash));
        Assert.Contains(lost, each => each.Reason == "its machine was told to stop");
    }

    [Fact]
    public async Task Database_AwayForAWhile_NothingIsLost()
    {
        Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
        var away = TimeSpan.FromSeconds(double.TryParse(Environment.GetEnvironmentVariable("OMUA_CLUSTER_OUTAGE"), System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? seconds : 4);
        await using var cluster = await TestCluster.StartAsync(server, silos: 2);
        string[] runs = ["x", "y", "z"];
        foreach (var run in runs)
        {
            await cluster.SubmitAsync(run, Plans.Random(12, ms: 100, seed: run[0]));
        }

        await cluster.UntilAsync("x", state => state.Tasks.Of(TaskStatus.Completed) > 2);
        await server.StopAsync("QUIT");
        await Task.Delay(away);
        await server.StartAsync();
        foreach (var run in runs)
        {
            await cluster.AssertWholeAsync(run);
        }

        Assert.All(cluster.Silos, silo => Assert.False(silo.HasExited));
        Assert.All(cluster.Silos, silo => Assert.Single(silo.Said));
    }

    [Fact]
    public async Task Store_AwayWhenAttemptsBegin_TheyWaitForIt()
    {
        Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
        await using var cluster = await TestCluster.StartAsync(server, silos: 2, settings => settings with { StoreAwayTimes = 3, PatienceSeconds = 1 });
        await cluster.SubmitAsync("early", Plans.Wide(6, ms: 1));
        await cluster.AssertWholeAsync("early");

        // Neither silo sent an attempt on to the other, which could not have read either.
        Assert.All((await cluster.FoldAsync("early")).Tasks.All, task => Assert.Equal((1, 0), (task.Attempts, task.Losses)));
    }

    [Fact]
    public async Task Data_BroughtAfterEveryMachineHasRefused_IsFound()
    {
        Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
        await using var cluster = await TestCluster.StartAsync(server, silos: 2, settings => settings with { DataFile = "data", PatienceSeconds = 60 });
        await cluster.SubmitAsync("late", Plans.Wide(3, ms: 1));
        await cluster.UntilAsync("late", _ => cluster.Ledger().Where(line => line.What == "refused").Select(line => line.Silo).Distinct().Count() == 2);
        await File.WriteAllTextAsync(Path.Combine(cluster.Silos[0].Settings.Folder, "data"), "");
        await cluster.AssertWholeAsync("late");
    }
}
