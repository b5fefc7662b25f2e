using Omua.Plugins.Discovery;
using Omua.Plugins.Index;
using Omua.Plugins.Installing;

namespace Omua.Plugins.Locking;

/// <summary>Writes down what the plugins of some places are now, and says what that changes.</summary>
internal sealed class LockRecorder(PluginHostOptions options)
{
    /// <summary>Paths whose record stays although nothing is there.</summary>
    public IReadOnlyCollection<string> Keep { get; init; } = [];

    /// <summary>Records the trusted places that are asked for; a plugin that is faulted keeps the record that it has.</summary>
    public async Task<IReadOnlyList<LockChange>> RecordAsync(Func<PluginPlace, bool> which, string? origin, string? originPath, CancellationToken cancellationToken)
    {
        var found = await new PluginCatalog(options with { Locked = false }).ScanAsync(cancellationToken).ConfigureAwait(false);
        var locks = new PluginLocks(options);
        var changes = new List<LockChange>();
        foreach (var plugin in found.Where(plugin => plugin.Place.Trusted && which(plugin.Place)).DistinctBy(plugin => plugin.Unit.Path))
        {
            if (plugin.Plugin is null || plugin.Entry.State is not (PluginState.Available or PluginState.Disabled) || locks.For(plugin.Place) is not { } file)
            {
                continue;
            }

            var now = locks.Now(plugin.Place, plugin.Unit) with { Origin = plugin.Unit.Path == originPath ? origin : null };
            var what = file.Find(plugin.Unit.Path) is { } before ? string.Join("; ", before.DifferencesTo(now)) : "recorded";
            file.Set(plugin.Unit.Path, now);
            if (what.Length > 0)
            {
                changes.Add(new LockChange(plugin.Unit.Path, file.FullPath, what));
            }
        }

        foreach (var place in PluginPlaces.Of(options).Where(which))
        {
            changes.AddRange(Drop(locks, place, found));
        }

        locks.Write();
        return changes;
    }

    private List<LockChange> Drop(PluginLocks locks, PluginPlace place, IReadOnlyList<CatalogPlugin> found)
    {
        var changes = new List<LockChange>();
        if (locks.For(place) is { } file)
        {
            var present = found.Select(plugin => plugin.Unit.Path).Concat(Keep).ToHashSet(StringComparer.Ordinal);
            foreach (var path in file.Plugins.Select(file.FullPathOf).Where(path => Path.GetDirectoryName(path) == place.Directory && !present.Contains(path)).ToList())
            {
                file.Remove(path);
                changes.Add(new LockChange(path, file.FullPath, "dropped"));
            }
        }

        return changes;
    }
}
