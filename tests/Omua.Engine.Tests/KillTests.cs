using System.Diagnostics;
using System.Globalization;
using Omua.Engine.Running;

namespace Omua.Engine.Tests;

/// <summary>
/// Real processes that are killed before and after each commit, again and again, until their run completes. OMUA_KILLS sets how many at least; the default keeps
/// the tests short.
/// </summary>
public sealed class KillTests
{
    private const int UsualKills = 30;
    private const int Places = 4;

    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("OMUA_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : UsualKills;

    [Fact]
    public async Task TakeUp_KilledBeforeAndAfterEveryCommit_CompletesAndRunsNoRecordedTaskAgain()
    {
        var killed = 0;
        for (var round = 0; killed < Kills; round++)
        {
            killed += await RunAsync(round % 2 == 0 ? "after" : "before");
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
                var ran = Ran(folder);
                var isEnd = await ProcessAsync(folder, 1 + (death % Places), where);
                Assert.Empty(Ran(folder).Skip(ran.Count).Select(attempt => attempt.Split('/')[0]).Intersect(recorded));
                if (isEnd)
                {
                    Assert.Equal(12, (await EndedAsync(folder)).Count);
                    return death;
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> ProcessAsync(string folder, int commit, string where)
    {
        var host = Path.Combine(AppContext.BaseDirectory.Replace(Path.Combine("tests", "Omua.Engine.Tests"), Path.Combine("tests", "fixtures", "Omua.KillHost"), StringComparison.Ordinal), "Omua.KillHost.dll");
        var start = new ProcessStartInfo("dotnet", [host, folder, commit.ToString(CultureInfo.InvariantCulture), where]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(limit.Token);
        const int Killed = 128 + 9;
        Assert.True(process.ExitCode is 0 or Killed, $"ended with {process.ExitCode}: {await errors}");
        return process.ExitCode == 0;
    }

    private static async Task<IReadOnlyList<string>> EndedAsync(string folder)
    {
        await using var store = new SqliteStore(folder);
        var state = await new RunHistory(await store.OpenAsync(), TimeProvider.System).FoldAsync("run");
        return [.. state.Tasks.All.Where(task => task.IsOver).Select(task => task.Spec.Id)];
    }

    private static IReadOnlyList<string> Ran(string folder) =>
        File.Exists(Path.Combine(folder, "ledger.txt")) ? File.ReadAllLines(Path.Combine(folder, "ledger.txt")) : [];
}
