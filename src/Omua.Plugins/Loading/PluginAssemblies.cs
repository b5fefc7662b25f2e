using Omua.Plugins.Discovery;
using Omua.Plugins.Index;
using Omua.Plugins.Trust;

namespace Omua.Plugins.Loading;

/// <summary>
/// Loads each version of a unit once. Files that a person may overwrite are never mapped: a source plugin comes from memory, a folder from a copy.
/// </summary>
internal sealed class PluginAssemblies(PluginHostOptions options)
{
    private readonly Dictionary<string, LoadedUnit> _loaded = new(StringComparer.Ordinal);
    private readonly List<WeakReference> _unloaded = [];
    private readonly Lock _lock = new();

    /// <summary>How many units are in memory, those included that were unloaded and did not go.</summary>
    public int Alive
    {
        get
        {
            lock (_lock)
            {
                _unloaded.RemoveAll(context => !context.IsAlive);
                return _loaded.Count + _unloaded.Count;
            }
        }
    }

    /// <summary>The unit, for one more user; <see cref="Release"/> gives it back.</summary>
    public LoadedUnit Take(CatalogPlugin plugin)
    {
        lock (_lock)
        {
            var key = Key(plugin.Unit.Path, plugin.Unit.Hash);
            if (!_loaded.TryGetValue(key, out var unit))
            {
                _loaded[key] = unit = Open(plugin);
            }

            unit.Users++;
            return unit;
        }
    }

    /// <summary>The last user's release unloads. What comes back then tells whether it went; null where the unit stays, because it is in use or cannot go.</summary>
    public WeakReference? Release(LoadedUnit unit)
    {
        lock (_lock)
        {
            if (--unit.Users > 0 || !unit.IsCollectible)
            {
                return null;
            }

            _loaded.Remove(Key(unit.Path, unit.Hash));
            var context = unit.Unload();
            _unloaded.Add(context);
            return context;
        }
    }

    /// <summary>The plugin's class, for one that only looks at it: its unit stays until <see cref="ReleaseAll"/>.</summary>
    public Type TypeOf(CatalogPlugin plugin) => Take(plugin).Assembly.GetType(plugin.Plugin!.ClassFullName, throwOnError: true)!;

    /// <summary>For one that only looked at types, whoever still counts as a user.</summary>
    public void ReleaseAll()
    {
        lock (_lock)
        {
            foreach (var unit in _loaded.Values.Where(unit => unit.IsCollectible))
            {
                unit.Unload();
            }

            _loaded.Clear();
        }
    }

    private static string Key(string path, string hash) => $"{path}\n{hash}";

    private LoadedUnit Open(CatalogPlugin plugin)
    {
        var unit = plugin.Unit;
        var collectible = options.Collectible && !plugin.Place.LoadsInPlace;
        if (unit.IsCompiled)
        {
            foreach (var made in new[] { unit.Assembly, unit.Dependencies }.OfType<string>())
            {
                FolderSeal.Require(Path.GetDirectoryName(made)!, plugin.Entry.Name, unit.Path, options.Locked);
            }

            var context = new PluginLoadContext(plugin.Entry.Name, unit.Dependencies, collectible);
            var symbols = Path.ChangeExtension(unit.Assembly!, ".pdb");
            return new LoadedUnit(unit.Path, unit.Hash, context, context.LoadFromStream(
                new MemoryStream(File.ReadAllBytes(unit.Assembly!)), File.Exists(symbols) ? new MemoryStream(File.ReadAllBytes(symbols)) : null));
        }

        var assembly = plugin.Place.LoadsInPlace ? unit.Assembly! : Copied(unit);
        var own = new PluginLoadContext(plugin.Entry.Name, assembly, collectible);
        return new LoadedUnit(unit.Path, unit.Hash, own, own.LoadFromAssemblyPath(assembly));
    }

    private string Copied(IndexedUnit unit)
    {
        var copy = Path.Combine(options.Cache, unit.Hash);
        if (Directory.Exists(copy) && !FolderSeal.Exists(copy))
        {
            // Copied by a version that did not seal.
            Directory.Delete(copy, recursive: true);
        }

        if (Directory.Exists(copy))
        {
            FolderSeal.Require(copy, Path.GetFileName(unit.Path), unit.Path, options.Locked);
        }
        else
        {
            AtomicFile.CreateFolder(copy, target =>
            {
                foreach (var file in FolderFiles.Of(unit.Path))
                {
                    var place = Path.Combine(target, Path.GetRelativePath(unit.Path, file.FullName));
                    Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                    File.Copy(file.FullName, place);
                }

                if (FolderHash.Of(target) != unit.Hash)
                {
                    throw new FaultException(new Fault(
                        FaultCodes.PluginUnreadable, $"{unit.Path} changed while it was being loaded", "Start again when the files are complete") { File = unit.Path });
                }

                FolderSeal.Write(target);
            });
        }

        return Path.Combine(copy, Path.GetRelativePath(unit.Path, unit.Assembly!));
    }
}
