using System.Security.Cryptography;
using System.Text;
using Omua.Plugins.Discovery;
using Omua.Plugins.Index;
using Omua.Plugins.Packages;
using Omua.Plugins.Sources;

namespace Omua.Plugins.Locking;

/// <summary>
/// The two lock files, the home's for what stands in the user's place and the project's for the rest, and what a plugin has to be held against them.
/// What ships with the product is not locked: it is what the product is.
/// </summary>
internal sealed class PluginLocks(PluginHostOptions options)
{
    private readonly Dictionary<string, LockFile> _files = new(StringComparer.Ordinal);
    private readonly Lazy<string> _compiler = new(() => Sha256(HostStamp.Identity(options.Compiler)));

    /// <summary>Null where plugins of the place are not locked.</summary>
    public LockFile? For(PluginPlace place)
    {
        if (place.Source == PluginSource.Install)
        {
            return null;
        }

        var folder = place.Source == PluginSource.User ? options.HomeDirectory : options.ProjectDirectory ?? options.HomeDirectory;
        if (!_files.TryGetValue(folder, out var file))
        {
            _files[folder] = file = LockFile.Read(folder);
        }

        return file;
    }

    /// <summary>What the lock has against a plugin as it is now; empty where it agrees.</summary>
    public IReadOnlyList<Fault> Faults(PluginPlace place, IndexedUnit found)
    {
        try
        {
            return For(place) is not { } file ? [] : file.Find(found.Path) is not { } locked
                ? [Differs($"{found.Path} is not recorded in {file.FullPath}", "Look at it, then record it: omua plugin restore")]
                : [.. locked.DifferencesTo(Now(place, found)).Select(difference => Differs($"{found.Path} is not as {file.FullPath} records it: {difference}", "Look at the change; take the recorded one from version control, or record this one: omua plugin restore"))];
        }
        catch (FaultException exception)
        {
            return exception.Faults;
        }

        Fault Differs(string message, string fix) => new(FaultCodes.PluginLockDiffers, message, fix) { File = found.Path };
    }

    /// <summary>Whether the plugin stands in a lock file; false too where the file cannot be read.</summary>
    public bool Records(PluginPlace place, IndexedUnit found)
    {
        try
        {
            return For(place)?.Find(found.Path) is not null;
        }
        catch (FaultException)
        {
            return false;
        }
    }

    /// <summary>What is recorded and not there any more, of the places that are looked at.</summary>
    public IEnumerable<Fault> Missing(IEnumerable<PluginPlace> places, IReadOnlySet<string> present)
    {
        foreach (var place in places)
        {
            LockFile? file;
            try
            {
                file = For(place);
            }
            catch (FaultException)
            {
                // Stands on each plugin of the place.
                continue;
            }

            foreach (var (path, locked) in (file?.Plugins ?? []).Select(locked => (file!.FullPathOf(locked), locked)).Where(each => Path.GetDirectoryName(each.Item1) == place.Directory && !present.Contains(each.Item1)))
            {
                yield return new Fault(
                    FaultCodes.PluginLockDiffers, $"{path} is recorded in {file!.FullPath} and is not there",
                    locked.Origin is null ? "Take it from version control again, or drop the record: omua plugin restore" : "Bring it back from its package: omua plugin restore") { File = path };
            }
        }
    }

    /// <summary>Writes what has changed since it was read.</summary>
    public void Write()
    {
        foreach (var file in _files.Values)
        {
            file.Write();
        }
    }

    /// <summary>A plugin as a lock file would record it now.</summary>
    public LockedPlugin Now(PluginPlace place, IndexedUnit found)
    {
        if (!found.IsCompiled)
        {
            return new LockedPlugin("", found.Hash.Length == 64 ? found.Hash : FolderHash.Of(found.Path));
        }

        var sources = SourceReader.Read(new PluginUnit(place, found.Kind, found.Path, found.Stat));
        var packages = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var package in PackageClosure.Find(options.Cache, sources.Packages)?.Packages ?? [])
        {
            packages[package.Id] = $"{package.Version} {package.Hash}";
        }

        return new LockedPlugin("", Sha256(string.Join('\0', sources.Files.SelectMany(file => new[] { file.Name, file.Text }))))
        {
            Packages = packages,
            Assembly = found.Assembly is { } assembly && File.Exists(assembly) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(assembly))) : null,
            CompiledWith = _compiler.Value,
        };
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
