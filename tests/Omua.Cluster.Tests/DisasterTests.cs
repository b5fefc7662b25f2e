using System.Globalization;
using Omua.Storage.Postgres.Tests;

namespace Omua.Cluster.Tests;

/// <summary>
/// What happens to machines: one is killed, frozen and woken, cut off, and again. Each disaster strikes a silo that works on something, in turn the one and the other.
/// OMUA_CLUSTER_KILLS sets how many of each kind; the default keeps the tests short.
/// </summary>
public sealed class DisasterTests(PostgresCluster server) : IClassFixture<PostgresCluster>
{
    private const int UsualDisasters = 1;
    private const int TaskMs = 150;

    private static readonly int Disasters =
        int.TryParse(Environment.GetEnvironmentVariable("OMUA_CLUSTER_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : UsualDisasters;

    [Fact]
    public async Task Kill_SilosInTurn_RunsEndWhole()
    {
        Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
        await using var cluster = await TestCluster.StartAsync(server, silos: 3);
        var runs = new List<string>();
        for (var disaster = 0; disaster < Disasters; disaster++)
        {
            runs.AddRange(await SubmitAsync(cluster, disaster));
            var victim = await BusyAsync(cluster, disaster);
            victim.Kill();
            await victim.EndAsync();
            await cluster.Start().JoinedAsync();
        }

        await AssertWholeAsync(cluster, runs);
    }

    [Fact]
    public async Task FreezeAndWake_SilosInTurn_RunsEndWholeAndTheSilosJoinAgain()
    {
        Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
        await using var cluster = await TestCluster.StartAsync(server, silos: 2);
        var runs = new List<string>();
        var frozen = new Dictionary<TestSilo, int>();
        for (var disaster = 0; disaster < Disasters; disaster++)
        {
            runs.AddRange(await SubmitAsync(cluster, disaster));
            var victim = await BusyAsync(cluster, disaster);
            await victim.FreezeAsync();

            // The others go on without it, to the end; then it wakes, finds itself given up, and comes again as a new one.
            await AssertWholeAsync(cluster, runs, [.. frozen.Keys.Select(silo => silo.Settings.Port)]);
            await victim.WakeAsync();
            frozen[victim] = frozen.GetValueOrDefault(victim) + 1;
            await victim.JoinedAsync(1 + frozen[victim]);
        }

        await AssertWholeAsync(cluster, runs, [.. frozen.Keys.Select(silo => silo.Settings.Port)]);
    }

    [Fact]
    public async Task CutOff_FromTheOthersAndTheDatabase_RunsEndWholeAndTheSiloJoinsAgain()
    {
        Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
        var (first, second) = (TestCluster.FreePort(), TestCluster.FreePort());
        await using var toFirst = new TcpProxy(first);
        await using var toSecond = new TcpProxy(second);
        await using var database = new TcpProxy(server.Port);
        await using var cluster = await TestCluster.StartAsync(server, silos: 1, settings => settings with { Port = toFirst.Port, ListenPort = first });
        var victim = cluster.Start(settings => settings with { Port = toSecond.Port, ListenPort = second, Store = server.ConnectionStringThrough(database.Port) });
        await victim.JoinedAsync();
        TcpProxy[] cables = [toFirst, toSecond, database];
        var runs = new List<string>();
        for (var disaster = 0; disaster < Disasters; disaster++)
        {
            runs.AddRange(await SubmitAsync(cluster, disaster));
            await BusyAsync(cluster, 1);
            Array.ForEach(cables, cable => cable.Cut());
            await AssertWholeAsync(cluster, runs, victim.Settings.Port);
            Array.ForEach(cables, cable => cable.Mend());
            await victim.JoinedAsync(2 + disaster);
        }

        await AssertWholeAsync(cluster, runs, victim.Settings.Port);
    }

    private static async Task<IReadOnlyList<string>> SubmitAsync(TestCluster cluster, int disaster)
    {
        var runs = Enumerable.Range(0, 3).Select(number => string.Create(CultureInfo.InvariantCulture, $"d{disaster}r{number}")).ToList();
        foreach (var run in runs)
        {
            await cluster.SubmitAsync(run, Plans.Random(10, TaskMs, seed: (disaster * 10) + run[^1]));
        }

        return runs;
    }

    /// <summary>A silo that works on an attempt now, in turn another one.</summary>
    private static async Task<TestSilo> BusyAsync(TestCluster cluster, int turn)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (true)
        {
            var living = cluster.Silos.Where(silo => !silo.HasExited).ToList();
            var victim = living[turn % living.Count];
            if (cluster.IsBusy(victim))
            {
                return victim;
            }

            await Task.Delay(20, limit.Token);
        }
    }

    private static async Task AssertWholeAsync(TestCluster cluster, IEnumerable<string> runs, params IReadOnlyCollection<int> givenUp)
    {
        foreach (var run in runs)
        {
            await cluster.AssertWholeAsync(run, givenUp);
        }
    }
}
