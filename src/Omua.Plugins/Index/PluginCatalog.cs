using Omua.Plugins.Discovery;
using Omua.Plugins.Locking;

namespace Omua.Plugins.Index;

/// <summary>Finds everything in the places and says how it stands. What has not changed since the last scan comes from the index and costs a stat.</summary>
internal sealed class PluginCatalog(PluginHostOptions options)
{
    /// <summary>Not async where nothing has changed: a start compiles each async method anew.</summary>
    public Task<IReadOnlyList<CatalogPlugin>> ScanAsync(CancellationToken cancellationToken)
    {
        var places = PluginPlaces.Of(options);
        var units = places.SelectMany(PlaceScanner.Units).ToList();
        var indexFile = Path.Combine(options.Cache, $"index-{ShortHash.Of(string.Join(';', places.Select(place => place.Directory)))}");
        var stamp = HostStamp.Quick(options.Compiler);
        var known = PluginIndexFile.Read(indexFile, stamp);

        var looked = units.ConvertAll(unit => known.TryGetValue(unit.Path, out var before) && IsCurrent(unit, before) ? before : null);
        var open = new List<int>();
        for (var i = 0; i < units.Count; i++)
        {
            if (looked[i] is null)
            {
                open.Add(i);
            }
        }

        return open.Count == 0 ? Task.FromResult(Finish()) : LookAsync();

        async Task<IReadOnlyList<CatalogPlugin>> LookAsync()
        {
            var inspector = new UnitInspector(options);
            await Parallel.ForEachAsync(open, cancellationToken, async (i, token) =>
                looked[i] = await inspector.InspectAsync(units[i], token).ConfigureAwait(false)).ConfigureAwait(false);
            return Finish();
        }

        IReadOnlyList<CatalogPlugin> Finish()
        {
            if (open.Count > 0 || known.Count != units.Count)
            {
                WriteIndex(indexFile, stamp, looked!);
            }

            var entries = Entries(units, looked!);
            return options.Locked ? LockedCatalog.Hold(options, places, entries) : entries;
        }
    }

    /// <summary>A fault that has its cause outside of the file may be gone by now, so it is looked at again.</summary>
    private static bool IsCurrent(PluginUnit unit, IndexedUnit before) =>
        before.Stat == unit.Stat && before.Kind == unit.Kind && (before.Assembly is null || File.Exists(before.Assembly)) &&
        (before.Dependencies is null || File.Exists(before.Dependencies)) &&
        before.Included.All(included => FileStat.Of(included.Path) == included.Stat) &&
        !before.Faults.Any(fault => fault.Code is FaultCodes.PluginCompilerMissing or FaultCodes.PluginUnreadable or FaultCodes.PluginDirectoryMissing
            or FaultCodes.PluginPackageMissing);

    private static void WriteIndex(string path, string stamp, IEnumerable<IndexedUnit> units)
    {
        try
        {
            PluginIndexFile.Write(path, stamp, units);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The index only saves time: a home that cannot be written to makes the next start slower, not wrong.
        }
    }

    private List<CatalogPlugin> Entries(List<PluginUnit> units, IEnumerable<IndexedUnit> looked)
    {
        var entries = new List<CatalogPlugin>();
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        var seen = looked.ToList();
        var parts = seen.SelectMany(found => found.Included).Select(included => included.Path).ToHashSet(StringComparer.Ordinal);
        var built = seen.Where(found => found.Kind == PluginUnitKind.AssemblyFolder).Select(found => Path.GetFileNameWithoutExtension(found.Assembly) ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (unit, found) in units.Zip(seen))
        {
            if (found.Kind == PluginUnitKind.ProjectFolder && (found.Faults.Count == 0 || ProjectFolder.IsSourceOf(unit.Path, built)))
            {
                // Somebody's project, or the source of a plugin that is there: left alone, as a README is.
                continue;
            }

            if (found.Plugins.Count == 0 && parts.Contains(unit.Path))
            {
                // A part of another plugin, not a plugin that failed.
                continue;
            }

            if (found.Plugins.Count == 0)
            {
                entries.Add(new CatalogPlugin(unit.Place, found, null, WithoutClass(unit, found)));
                continue;
            }

            foreach (var plugin in found.Plugins)
            {
                entries.Add(new CatalogPlugin(unit.Place, found, plugin, Entry(unit, found, plugin, owners)));
                if (plugin.Faults.Count == 0)
                {
                    owners.TryAdd(plugin.Name, unit.Path);
                }
            }
        }

        return entries;
    }

    private static PluginEntry WithoutClass(PluginUnit unit, IndexedUnit found) => new()
    {
        Name = unit.FileName,
        State = !found.IsCompiled && found.Faults.All(fault => fault.Code == FaultCodes.PluginClassMissing)
            ? PluginState.NotAPlugin : PluginState.Faulted,
        Source = unit.Place.Source,
        Path = unit.Path,
        Form = Form(found),
        Hash = found.Hash.Length == 0 ? null : found.Hash,
        Faults = found.Faults,
        Warnings = found.Warnings,
    };

    private static string Form(IndexedUnit found) => found.Kind switch
    {
        PluginUnitKind.SourceFile => "file",
        PluginUnitKind.SourceFolder => "sources",
        PluginUnitKind.AssemblyFolder => "assembly",
        _ => "other",
    };

    private PluginEntry Entry(PluginUnit unit, IndexedUnit found, IndexedPlugin plugin, Dictionary<string, string> owners)
    {
        var entry = new PluginEntry
        {
            Name = plugin.Name, Class = plugin.Class, Type = plugin.Type, Version = plugin.Version, Description = plugin.Description,
            State = PluginState.Available, Source = unit.Place.Source, Path = unit.Path, Form = Form(found), Hash = found.Hash.Length == 0 ? null : found.Hash, Assembly = found.Assembly, Warnings = found.Warnings,
        };
        if (found.Faults.Count + plugin.Faults.Count > 0)
        {
            return Standing(PluginState.Faulted, [.. found.Faults, .. plugin.Faults]);
        }

        if (owners.TryGetValue(plugin.Name, out var owner))
        {
            return Standing(PluginState.Faulted, new Fault(
                FaultCodes.PluginNameTaken, $"the name {plugin.Name} of {unit.Path} is taken by {owner}, which was found first", "Rename or remove one of the two") { File = unit.Path });
        }

        if (options.Disabled.Contains(plugin.Name))
        {
            return Standing(PluginState.Disabled, new Fault(
                FaultCodes.PluginDisabled, $"{plugin.Name} is switched off in the configuration", $"Remove enabled: false from plugins.{plugin.Name}") { File = unit.Path });
        }

        return unit.Place.Trusted ? entry : Standing(PluginState.Untrusted, new Fault(
            FaultCodes.PluginUntrusted, "the plugins of this folder are not trusted; none of their code runs",
            $"Read the code, then: omua plugin trust {unit.Place.Directory}") { File = unit.Place.Directory });

        PluginEntry Standing(PluginState state, params IReadOnlyList<Fault> faults) => entry with { State = state, Faults = faults };
    }
}
