using System.Globalization;
using Omua.Cluster.Tests;
using Omua.ClusterHost;
using Omua.Engine;
using Omua.Engine.Journal;
using Omua.Storage.Postgres.Tests;

namespace Omua.Cluster.Bench;

/// <summary>How long a run stands still when a silo is killed or frozen: from that moment until the attempts that were on it are given up and begun elsewhere.</summary>
internal static class Stall
{
    private const int TaskMs = 200;
    private const int Count = 400;

    public static async Task RunAsync(PostgresCluster server, int rounds)
    {
        Console.WriteLine("| disaster | timing | attempts given up after, s | range | longest silence of a run, s | range |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var isUntuned in new[] { false, true })
        {
            foreach (var isFrozen in new[] { false, true })
            {
                var (lost, silent) = (new List<double>(), new List<double>());
                for (var round = 0; round < rounds; round++)
                {
                    var (givenUp, silence) = await OnceAsync(server, isFrozen, isUntuned);
                    lost.Add(givenUp);
                    silent.Add(silence);
                }

                Console.WriteLine($"| {(isFrozen ? "frozen" : "killed")} | {(isUntuned ? "Orleans' defaults" : "tuned")} | {Figures(lost)} | {Figures(silent)} |");
            }
        }
    }

    private static async Task<(double GivenUp, double Silence)> OnceAsync(PostgresCluster server, bool isFrozen, bool isUntuned)
    {
        await using var cluster = await TestCluster.StartAsync(
            server, 3, settings => settings with { IsUntuned = isUntuned }, new EngineOptions { MaxParallel = 6, CrashLimit = int.MaxValue, Retries = 0 });
        string[] runs = ["a", "b", "c"];
        foreach (var run in runs)
        {
            await cluster.SubmitAsync(run, Plans.Wide(Count, TaskMs));
        }

        var victim = cluster.Silos[0];
        await cluster.UntilAsync("a", _ => cluster.IsBusy(victim) && cluster.Ledger().Count > 60);
        var at = TimeProvider.System.GetUtcNow();
        if (isFrozen)
        {
            await victim.FreezeAsync();
        }
        else
        {
            victim.Kill();
        }

        var (givenUp, silence) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var run in runs)
        {
            await cluster.EndAsync(run);
            var before = at;
            foreach (var (recordedAt, @event) in (await cluster.JournalAsync(run)).Where(each => each.RecordedAt >= at))
            {
                silence = recordedAt - before > silence ? recordedAt - before : silence;
                givenUp = @event.Kind == RunEventKind.TaskLost && recordedAt - at > givenUp ? recordedAt - at : givenUp;
                before = recordedAt;
            }
        }

        return (givenUp.TotalSeconds, silence.TotalSeconds);
    }

    private static string Figures(List<double> values) =>
        string.Create(CultureInfo.InvariantCulture, $"{values.Order().ElementAt(values.Count / 2):N1} | {values.Min():N1}..{values.Max():N1}");
}
