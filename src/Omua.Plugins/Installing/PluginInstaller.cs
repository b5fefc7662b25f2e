using Omua.Plugins.Discovery;
using Omua.Plugins.Locking;
using Omua.Plugins.Packages;
using Omua.Plugins.Sources;

namespace Omua.Plugins.Installing;

/// <summary>Brings plugins and their packages in and takes them out. Runs no plugin's code, and no code of a package.</summary>
public sealed class PluginInstaller(PluginHostOptions options)
{
    private readonly PackageRestorer _packages = new(options);

    /// <summary>Folders that hold plugins and are not trusted, in order of precedence. Opens none of them.</summary>
    public IReadOnlyList<UntrustedFolder> UntrustedFolders() =>
    [
        .. PluginPlaces.Of(options).Where(place => !place.Trusted)
            .Select(place => new UntrustedFolder(place.Directory, [.. PlaceScanner.Units(place).Where(unit => unit.HoldsCode).Select(unit => unit.Path)]))
            .Where(folder => folder.Plugins.Count > 0),
    ];

    /// <summary>Adds a plugin: checked first, then in its place whole, then recorded in the lock.</summary>
    /// <exception cref="FaultException">It is no plugin, or not one that this host can use; nothing was changed.</exception>
    public Task<AddOutcome> AddAsync(AddRequest request, CancellationToken cancellationToken = default) => new PluginAdder(options).AddAsync(request, cancellationToken);

    /// <summary>Removes the file or folder of a plugin.</summary>
    /// <param name="name">The plugin's name, its class, or its path.</param>
    /// <param name="all">Also where other plugins stand in the same file. Default false.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="FaultException">There is none, or it must not be removed; nothing was changed.</exception>
    public Task<RemoveOutcome> RemoveAsync(string name, bool all = false, CancellationToken cancellationToken = default) => new PluginRemover(options).RemoveAsync(name, all, cancellationToken);

    /// <summary>Writes what the plugins of the trusted places are now into the lock files, and says what that changes.</summary>
    /// <param name="folder">Only the plugins of this place; null: all.</param>
    /// <param name="keep">Paths whose record stays although nothing is there; others that are gone are dropped.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="FaultException">A lock file cannot be read or written.</exception>
    public Task<IReadOnlyList<LockChange>> RecordAsync(string? folder = null, IReadOnlyCollection<string>? keep = null, CancellationToken cancellationToken = default) =>
        new LockRecorder(options) { Keep = keep ?? [] }
            .RecordAsync(place => folder is null || place.Directory == Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), null, null, cancellationToken);

    /// <summary>
    /// Brings back what the lock records as added from a package and is not there, fetches the packages of every source plugin in the trusted places, and throws away what the cache holds of a plugin and is not as it was made: the
    /// next scan makes it anew. One that fails stops no other.
    /// </summary>
    public async Task<IReadOnlyList<RestoreOutcome>> RestoreAsync(IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        CacheMender.Mend(options.Cache);
        var outcomes = new List<RestoreOutcome>(await new LostPlugins(options).BringBackAsync(progress, cancellationToken).ConfigureAwait(false));
        foreach (var unit in PluginPlaces.Of(options).SelectMany(PlaceScanner.Units).Where(unit => unit.Kind is PluginUnitKind.SourceFile or PluginUnitKind.SourceFolder))
        {
            if (await RestoreAsync(unit, progress, cancellationToken).ConfigureAwait(false) is { } outcome)
            {
                outcomes.Add(outcome);
            }
        }

        return outcomes;
    }

    /// <summary>Null where there is nothing to fetch.</summary>
    private async Task<RestoreOutcome?> RestoreAsync(PluginUnit unit, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        try
        {
            var sources = SourceReader.Read(unit);
            if (sources.Faults.Count > 0)
            {
                return new RestoreOutcome(unit.Path, [], sources.Faults);
            }

            if (sources.Packages.Count == 0)
            {
                return null;
            }

            if (!unit.Place.Trusted)
            {
                return new RestoreOutcome(unit.Path, [], [Untrusted(unit.Place.Directory)]);
            }

            progress?.Report($"{Path.GetFileName(unit.Path)}: {string.Join(", ", sources.Packages)}");
            var closure = await _packages.RestoreAsync(sources.Packages, cancellationToken).ConfigureAwait(false);
            return new RestoreOutcome(unit.Path, [.. closure.Packages.Select(package => $"{package.Id}@{package.Version}")], []);
        }
        catch (FaultException exception)
        {
            return new RestoreOutcome(unit.Path, [], exception.Faults);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new RestoreOutcome(unit.Path, [], [new Fault(FaultCodes.PluginUnreadable, $"{unit.Path} cannot be read: {exception.Message}", "Check the permissions and that the file is whole") { File = unit.Path }]);
        }
    }

    internal static Fault Untrusted(string folder) => new(
        FaultCodes.PluginUntrusted, "the plugins of this folder are not trusted; nothing is fetched for them", $"Read the code, then: omua plugin trust {folder}") { File = folder };
}
