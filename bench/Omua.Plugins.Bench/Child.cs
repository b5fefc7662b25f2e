using Omua.Cli.Composition;

namespace Omua.Plugins.Bench;

/// <summary>What a process does that the bench starts and takes the time of: the host as a program would use it, nothing else.</summary>
internal static class Child
{
    public static ContextData Run { get; } = new() { RunId = "bench", StartedAt = DateTimeOffset.UnixEpoch };

    public static PluginHostOptions Options(string home) => new()
    {
        InstallDirectory = null, ProjectDirectory = null, HomeDirectory = home, Compiler = new LazySourceCompiler(),
    };

    /// <summary>Finds everything; compiles what is not in the cache.</summary>
    public static async Task<int> ScanAsync(string home)
    {
        await using var manager = PluginManager.SetUp(Options(home));
        return (await manager.ScanAsync()).All(entry => entry.State == PluginState.Available) ? 0 : 1;
    }

    /// <summary>Finds everything and calls one plugin.</summary>
    public static async Task<int> UseAsync(string home, string name)
    {
        await using var manager = PluginManager.SetUp(Options(home));
        return (await (await manager.GetAgentAsync(name)).PlanAsync(Run)).Count == 0 ? 0 : 1;
    }

    /// <summary>Initializes everything and calls each.</summary>
    public static async Task<int> LoadAsync(string home)
    {
        await using var manager = PluginManager.SetUp(Options(home));
        var entries = await manager.LoadPluginsAsync();
        foreach (var agent in manager.GetAgentPlugins())
        {
            await agent.PlanAsync(Run);
        }

        return entries.All(entry => entry.State == PluginState.Ready) ? 0 : 1;
    }
}
