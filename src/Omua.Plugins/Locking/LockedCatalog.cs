using Omua.Plugins.Discovery;
using Omua.Plugins.Index;

namespace Omua.Plugins.Locking;

/// <summary>Holds what was found against the lock files: what differs, or was never recorded, is faulted, and what is recorded and gone is listed.</summary>
internal static class LockedCatalog
{
    public static IReadOnlyList<CatalogPlugin> Hold(PluginHostOptions options, IReadOnlyList<PluginPlace> places, IReadOnlyList<CatalogPlugin> found)
    {
        var locks = new PluginLocks(options);
        var faults = found.Select(plugin => plugin.Place).Zip(found.Select(plugin => plugin.Unit))
            .DistinctBy(pair => pair.Second.Path)
            .ToDictionary(pair => pair.Second.Path, pair => locks.Faults(pair.First, pair.Second), StringComparer.Ordinal);
        var held = found.Select(plugin => plugin.Entry.State != PluginState.Available || faults[plugin.Unit.Path] is not { Count: > 0 } against
            ? plugin
            : plugin with { Entry = plugin.Entry with { State = PluginState.Faulted, Faults = against } });
        return [.. held, .. locks.Missing(places, faults.Keys.ToHashSet(StringComparer.Ordinal)).Select(fault => Gone(places, fault))];
    }

    private static CatalogPlugin Gone(IReadOnlyList<PluginPlace> places, Fault fault)
    {
        var path = fault.File!;
        var place = places.First(each => each.Directory == Path.GetDirectoryName(path));
        return new CatalogPlugin(
            place, new IndexedUnit(path, FileStat.Gone, "", null, [], [fault]), null,
            new PluginEntry { Name = SnakeCase.From(Path.GetFileNameWithoutExtension(path)), State = PluginState.Faulted, Source = place.Source, Path = path, Faults = [fault] });
    }
}
