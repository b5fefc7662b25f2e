using System.Diagnostics;
using System.Globalization;

namespace Omua.Plugins.Bench;

/// <summary>From the save of a changed file to the first answer of the new version, with the compiler warm. What tells the host that something was saved is not in it.</summary>
internal static class Reloads
{
    public static async Task RunAsync(int rounds)
    {
        using var ground = new Ground().WithFiles(1);
        var file = Path.Combine(ground.Plugins, $"{Ground.Name(0)}.cs");
        await using var manager = PluginManager.SetUp(Child.Options(ground.Home) with { Collectible = true });
        var agent = await manager.GetAgentAsync(Ground.Name(0));
        var times = new List<double>();
        for (var round = -5; round < rounds; round++)
        {
            var text = Ground.Agent(0, $"public override IReadOnlyList<TaskKind> DescribeTasks(ContextData context) => throw new TaskRejectedException(\"round {round}\");");
            var from = Stopwatch.GetTimestamp();
            await File.WriteAllTextAsync(file, text);
            var reload = Assert(await manager.ReloadAsync());
            await agent.PlanAsync(Child.Run);
            if (round >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }

            if (reload.Leak is { } leak)
            {
                throw new InvalidOperationException(leak.Message);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"\nReload, from save to first answer: median {Stopwatches.Median(times):N0} ms, {times.Min():N0} to {times.Max():N0}, {rounds} rounds (aim 300 ms); versions in memory at the end: {manager.LoadedVersions}"));
    }

    private static PluginReload Assert(IReadOnlyList<PluginReload> reloads) => reloads is [{ Outcome: ReloadOutcome.Reloaded } reload]
        ? reload : throw new InvalidOperationException(reloads.Count == 0 ? "nothing was reloaded" : reloads[0].Faults[0].Message);
}
