using System.Globalization;
using Omua.Engine.Running;

namespace Omua.Engine.Tests;

/// <summary>
/// Real processes that are killed before and after each commit and inside attempts, again and again, until their run completes. OMUA_KILLS sets how many at least; the
/// default keeps the tests short.
/// </summary>
public sealed class KillTests
{
    private const int UsualKills = 30;
    private const int Places = 4;
    private const int Parallel = 3;
    private static readonly string[] Wheres = ["after", "before", "inside"];

    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("OMUA_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : UsualKills;

    [Fact]
    public async Task TakeUp_KilledAtEveryCommitAndInsideAttempts_CompletesAndRunsNoRecordedTaskAgain()
    {
        var killed = 0;
        for (var round = 0; killed < Kills; round++)
        {
            killed += await RunAsync(Wheres[round % Wheres.Length]);
        }

        Assert.True(killed >= Kills);
    }

    private static async Task<int> RunAsync(string where)
    {
        var folder = Directory.CreateTempSubdirectory("omua-kill-").FullName;
        try
        {
            // One process dies at its first commit, the next at its second, ...: those that get further than the first make way.
            for (var death = 0; ; death++)
            {
                Assert.True(death < 200, "the run does not end");
                var recorded = await EndedAsync(folder);
                var ran = Ran(folder).Count;
                var isEnd = await ProcessAsync(folder, 1 + (death % Places), where);
                var began = Ran(folder).Skip(ran).Select(attempt => attempt.Split('/')[0]).ToList();
                Assert.Empty(began.Intersect(recorded));

                // A crash costs at most what was under way in the process that died: of what this one ran, all but that is recorded. (More may have begun over several deaths, for
                // a task that one process has begun need not be the first that the next one takes.)
                var ended = await EndedAsync(folder);
                Assert.InRange(began.Distinct().Except(ended).Count(), 0, isEnd ? 0 : Parallel);
                if (isEnd)
                {
                    Assert.Equal(12, ended.Count);
                    return death;
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> ProcessAsync(string folder, int number, string where)
    {
        using var host = KillHost.Start(folder, number, where);
        const int Killed = 128 + 9;
        var code = await host.EndAsync();
        Assert.True(code is 0 or Killed, $"ended with {code}: {host.Errors}");
        return code == 0;
    }

    private static async Task<IReadOnlyList<string>> EndedAsync(string folder)
    {
        await using var store = new SqliteStore(folder);
        var state = await new RunHistory(await store.OpenAsync()).FoldAsync("run");
        return [.. state.Tasks.All.Where(task => task.IsOver).Select(task => task.Spec.Id)];
    }

    private static IReadOnlyList<string> Ran(string folder) =>
        File.Exists(Path.Combine(folder, "ledger.txt")) ? File.ReadAllLines(Path.Combine(folder, "ledger.txt")) : [];
}
