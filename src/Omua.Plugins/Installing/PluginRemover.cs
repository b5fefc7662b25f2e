using Omua.Plugins.Index;
using Omua.Plugins.Locking;

namespace Omua.Plugins.Installing;

/// <summary>Takes a plugin out: its file or folder leaves its place by a rename, then it is deleted and the lock no longer has it.</summary>
internal sealed class PluginRemover(PluginHostOptions options)
{
    public async Task<RemoveOutcome> RemoveAsync(string name, bool all, CancellationToken cancellationToken)
    {
        var found = await new PluginCatalog(options with { Locked = false }).ScanAsync(cancellationToken).ConfigureAwait(false);
        var path = Path.GetFullPath(name);
        var matching = found.Where(plugin => plugin.Entry.Name == name || plugin.Entry.Class == name || plugin.Unit.Path == path).ToList();
        var plugin = matching.Find(each => each.Place.Source != PluginSource.Install) ?? matching.FirstOrDefault() ?? throw new FaultException(new Fault(
            FaultCodes.PluginUnknown, $"there is no plugin '{name}'",
            Configuration.NearestName.Of(name, found.Select(each => each.Entry.Name)) is { } near ? $"Did you mean {near}? 'omua plugin list' shows all" : "'omua plugin list' shows all"));
        var names = found.Where(each => each.Unit.Path == plugin.Unit.Path).Select(each => each.Entry.Name).ToList();
        if (plugin.Place.Source == PluginSource.Install)
        {
            throw new FaultException(new Fault(FaultCodes.PluginNotRemovable, $"{name} ships with OMUA", $"Switch it off in omua.yaml: plugins: {plugin.Entry.Name}: enabled: false") { File = plugin.Unit.Path });
        }

        if (names.Count > 1 && !all)
        {
            throw new FaultException(new Fault(FaultCodes.PluginNotRemovable, $"{plugin.Unit.Path} holds {string.Join(", ", names)}", "Remove all of them with --all, or edit the file") { File = plugin.Unit.Path });
        }

        using (var aside = new StagingFolder(plugin.Place))
        {
            StagingFolder.Move(plugin.Unit.Path, Path.Combine(aside.FullPath, "removed"));
        }

        var recorded = await new LockRecorder(options).RecordAsync(place => place.Directory == plugin.Place.Directory, null, null, cancellationToken).ConfigureAwait(false);
        return new RemoveOutcome(plugin.Unit.Path, names, recorded);
    }
}
