using Omua.Engine;
using Omua.Storage.Postgres.Tests;

namespace Omua.Cluster.Tests;

/// <summary>A task that kills whatever machine it runs on.</summary>
public sealed class PoisonTests(PostgresCluster server) : IClassFixture<PostgresCluster>
{
    [Fact]
    public async Task Run_OnePoisonTaskAmongInnocents_ExactlyThatOneIsParkedOnACluster()
    {
        Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
        await using var cluster = await TestCluster.StartAsync(server, silos: 2, engine: new EngineOptions { MaxParallel = 4, CrashLimit = 2, Retries = 0 });
        var poison = Plans.Task("poison", ms: 50);
        poison.Parameters["die"] = true;
        await cluster.SubmitAsync("mixed", [poison, .. Plans.Wide(6, ms: 50)]);
        await cluster.SubmitAsync("beside", Plans.Random(8, ms: 50, seed: 3));

        // As a supervisor would: a machine that is gone is started again.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var replaced = 0;
        while (!(await cluster.FoldAsync("mixed")).IsOver)
        {
            foreach (var _ in cluster.Silos.Where(silo => silo.HasExited).Skip(replaced).ToList())
            {
                replaced++;
                await cluster.Start().JoinedAsync();
            }

            await Task.Delay(100, limit.Token);
        }

        var state = await cluster.FoldAsync("mixed");
        Assert.Equal(["poison"], state.Tasks.All.Where(task => task.Status != TaskStatus.Completed).Select(task => task.Spec.Id));
        Assert.StartsWith("parked", state.Tasks["poison"].Error, StringComparison.Ordinal);
        Assert.All(state.Tasks.All.Where(task => task.Spec.Id != "poison"), task => Assert.Equal(0, task.Failures));
        Assert.Equal(RunStatus.Completed, (await cluster.EndAsync("beside")).Status);
    }
}
