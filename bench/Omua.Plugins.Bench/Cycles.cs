using System.Globalization;

namespace Omua.Plugins.Bench;

/// <summary>Load, call, unload, many times in one process: what is left in memory.</summary>
internal static class Cycles
{
    public static async Task RunAsync(int cycles)
    {
        using var ground = new Ground().WithFiles(1);
        await Child.ScanAsync(ground.Home);
        await ManyAsync(ground.Home, 50);
        var before = Settled();
        var from = TimeProvider.System.GetTimestamp();
        var alive = await ManyAsync(ground.Home, cycles);
        var took = TimeProvider.System.GetElapsedTime(from).TotalMilliseconds;
        var after = Settled();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\nLoad, call, unload: {cycles:N0} cycles in {took:N0} ms ({took / cycles:N2} ms each), {alive} versions alive at the end, heap {before / 1048576.0:N2} MiB before and {after / 1048576.0:N2} MiB after"));
    }

    /// <summary>How many versions are still alive when all have been let go.</summary>
    private static async Task<int> ManyAsync(string home, int cycles)
    {
        var managers = new List<PluginManager>();
        for (var cycle = 1; cycle <= cycles; cycle++)
        {
            var manager = PluginManager.SetUp(Child.Options(home) with { Collectible = true });
            await (await manager.GetAgentAsync(Ground.Name(0))).PlanAsync(Child.Run);
            await manager.DisposeAsync();
            managers.Add(manager);
            if (cycle % 10 == 0 || cycle == cycles)
            {
                Settled();
                managers.RemoveAll(each => each.LoadedVersions == 0);
            }
        }

        return managers.Sum(manager => manager.LoadedVersions);
    }

    private static long Settled()
    {
        for (var round = 0; round < 4; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
