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
        await cluster.SubmitAsync("long", Plans.Wide(4, ms: 6_000));
        await cluster.UntilAsync("long", state => state.Tasks.Of(TaskStatus.Running) == 4 && cluster.Silos.All(cluster.IsBusy));
        await cluster.Silos[0].TermAsync();
        Assert.Equal(0, await cluster.Silos[0].EndAsync());
        await cluster.AssertWholeAsync("long");
        var lost = (await cluster.JournalAsync("long")).Where(each => each.Event.Kind == RunEventKind.TaskLost).ToList();
        Assert.NotEmpty(lost);
        Assert.All(lost, each => Assert.False(each.Event.IsCrash));
        Assert.Contains(lost, each => each.Event.Reason == "its machine was told to stop");
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
}
