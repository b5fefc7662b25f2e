using McMaster.NETCore.Plugins;

namespace Omua.Plugins.Bench;

/// <summary>The plain loader, as its own documentation uses it: a loader for each folder, the contracts shared. It has no index, so every folder is loaded.</summary>
internal static class McMasterPeer
{
    public static async Task<int> LoadAsync(string home)
    {
        var loaded = 0;
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(home, "plugins")))
        {
            var loader = PluginLoader.CreateFromAssemblyFile(Directory.GetFiles(folder, "*.dll").Single(), sharedTypes: [typeof(IAgent)]);
            foreach (var type in loader.LoadDefaultAssembly().GetTypes().Where(type => typeof(IAgent).IsAssignableFrom(type) && !type.IsAbstract))
            {
                loaded += (await ((IAgent)Activator.CreateInstance(type)!).PlanAsync(Child.Run)).Count == 0 ? 1 : 0;
            }
        }

        return loaded > 0 ? 0 : 1;
    }
}
