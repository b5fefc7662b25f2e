using Omua.Storage.Postgres.Tests;

namespace Omua.Cluster.Tests;

/// <summary>Runs on two silos that nothing happens to.</summary>
public sealed class RunningTests(PostgresCluster server) : IClassFixture<PostgresCluster>
{
    [Fact]
    public async Task Runs_TwoSilos_AreSpreadAndComplete()
    {
        Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
        await using var cluster = await TestCluster.StartAsync(server, silos: 2);
        var runs = Enumerable.Range(0, 20).Select(number => $"r{number}").ToList();
        foreach (var run in runs)
        {
            await cluster.SubmitAsync(run, Plans.Random(6, ms: 5, seed: run.GetHashCode(StringComparison.Ordinal)));
        }

        foreach (var run in runs)
        {
            await cluster.AssertWholeAsync(run);
        }

        var over = cluster.Ledger().Where(line => line.What == "over").CountBy(line => line.Silo).ToDictionary();
        Assert.Equal(2, over.Count);
        Assert.All(over.Values, count => Assert.InRange(count, 2, 18));
        Assert.All(cluster.Ledger().Where(line => line.What == "begin").CountBy(line => line.Silo), silo => Assert.InRange(silo.Value, 20, 100));
    }
}
