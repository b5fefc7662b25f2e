using System.Reflection;
using System.Runtime.CompilerServices;

namespace Omua.Plugins.Loading;

/// <summary>One version of a file or folder in memory, for all instances of its classes. <see cref="PluginAssemblies"/> counts who uses it.</summary>
internal sealed class LoadedUnit(string path, string hash, PluginLoadContext context, Assembly assembly)
{
    private PluginLoadContext? _context = context;
    private Assembly? _assembly = assembly;

    public string Path => path;

    public string Hash => hash;

    public bool IsCollectible { get; } = context.IsCollectible;

    public Assembly Assembly => _assembly ?? throw new InvalidOperationException($"{path} is unloaded");

    public PluginLoadContext Context => _context ?? throw new InvalidOperationException($"{path} is unloaded");

    /// <summary>Guarded by whoever counts.</summary>
    public int Users { get; set; }

    /// <summary>Lets the code go. What comes back tells, later, whether it went.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public WeakReference Unload()
    {
        var context = new WeakReference(_context, trackResurrection: true);
        _context!.Unload();
        _context = null;
        _assembly = null;
        return context;
    }
}
