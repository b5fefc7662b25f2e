using System.Reflection;
using System.Runtime.Loader;

namespace Omua.Plugins.Loading;

/// <summary>
/// One plugin's own assemblies: contracts from the host, everything else from the plugin's folder, the framework where neither has it. Keeps versions
/// apart; it is not a security boundary.
/// </summary>
internal sealed class PluginLoadContext(string name, string? mainAssembly, bool collectible) : AssemblyLoadContext(name, collectible)
{
    private readonly AssemblyDependencyResolver? _resolver = mainAssembly is null ? null : new AssemblyDependencyResolver(mainAssembly);

    /// <summary>Takes an exception of this plugin's code that nobody else caught.</summary>
    public Action<Exception>? Stray { get; set; }

    /// <summary>Takes an exception of a task of this plugin's that nobody looked at.</summary>
    public Action<Exception>? Unobserved { get; set; }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (HostAssemblies.IsProvided(assemblyName.Name))
        {
            return HostAssemblies.Load(assemblyName.Name!);
        }

        return _resolver?.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver?.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
}
