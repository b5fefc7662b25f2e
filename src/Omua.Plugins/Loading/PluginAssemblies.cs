using System.Reflection;
using Omua.Plugins.Discovery;
using Omua.Plugins.Index;
using Omua.Plugins.Trust;

namespace Omua.Plugins.Loading;

/// <summary>Loads each unit's assembly once. Files that a person may overwrite are never mapped: a source plugin comes from memory, a folder from a copy.</summary>
internal sealed class PluginAssemblies(PluginHostOptions options)
{
    private readonly Dictionary<string, Assembly> _loaded = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public Type Load(CatalogPlugin plugin)
    {
        var assembly = Assembly(plugin);
        return assembly.GetType(plugin.Plugin!.ClassFullName, throwOnError: true)!;
    }

    public void Unload()
    {
        lock (_lock)
        {
            foreach (var context in _loaded.Values.Select(System.Runtime.Loader.AssemblyLoadContext.GetLoadContext).Where(context => context!.IsCollectible))
            {
                context!.Unload();
            }

            _loaded.Clear();
        }
    }

    private Assembly Assembly(CatalogPlugin plugin)
    {
        lock (_lock)
        {
            if (!_loaded.TryGetValue(plugin.Unit.Path, out var assembly))
            {
                _loaded[plugin.Unit.Path] = assembly = Open(plugin);
            }

            return assembly;
        }
    }

    private Assembly Open(CatalogPlugin plugin)
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
            return context.LoadFromStream(
                new MemoryStream(File.ReadAllBytes(unit.Assembly!)), File.Exists(symbols) ? new MemoryStream(File.ReadAllBytes(symbols)) : null);
        }

        var assembly = plugin.Place.LoadsInPlace ? unit.Assembly! : Copied(unit);
        return new PluginLoadContext(plugin.Entry.Name, assembly, collectible).LoadFromAssemblyPath(assembly);
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
