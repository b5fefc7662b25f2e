using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Plugins;
using Omua.Plugins.Discovery;

namespace Omua.Cli.Verbs.Plugins;

/// <summary>What is watched, and the host that runs it meanwhile.</summary>
internal sealed class PluginWatchSubject : IAsyncDisposable
{
    private readonly string? _scratch;

    private PluginWatchSubject(PluginHostOptions options, string? scratch)
    {
        (Options, _scratch) = (options, scratch);
        Manager = PluginManager.SetUp(options);
    }

    public PluginHostOptions Options { get; }

    public PluginManager Manager { get; }

    /// <summary>Which files and folders are watched.</summary>
    public required Func<string, bool> Watches { get; init; }

    /// <summary>The same for a person: folders, or the one file.</summary>
    public required IReadOnlyList<string> What { get; init; }

    public static async Task<PluginWatchSubject> FindAsync(Application application, string? what, CancellationToken cancellationToken)
    {
        var options = application.HostOptions with { Collectible = true };
        var places = PluginPlaces.Of(options).Where(place => !place.LoadsInPlace).ToList();
        if (what is null)
        {
            return new PluginWatchSubject(options, null) { Watches = path => !Installed(options, path), What = [.. places.Select(place => place.Directory)] };
        }

        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(what));
        if (File.Exists(path))
        {
            return Alone(options, Path.GetDirectoryName(path)!, path);
        }

        if (Directory.Exists(path))
        {
            // Below a place, and with a built assembly in it, a folder is one plugin; any other is a folder of plugins.
            var isPlugin = places.Exists(place => place.Directory == Path.GetDirectoryName(path)) || Directory.EnumerateFiles(path, "*.dll").Any();
            return isPlugin ? Alone(options, Path.GetDirectoryName(path)!, path) : Alone(options, path, null);
        }

        var entry = PluginChoice.Of(await application.Plugins.ScanAsync(cancellationToken), what);
        return entry.State is PluginState.Untrusted or PluginState.Disabled
            ? throw new FaultException(entry.Faults)
            : new PluginWatchSubject(options, null) { Watches = each => each == entry.Path, What = [entry.Path] };
    }

    /// <summary>The store, in which agents keep documents of their own. A watch goes on without one.</summary>
    public async Task OpenStoreAsync(Application application, CommandOutput output, CancellationToken cancellationToken)
    {
        try
        {
            Manager.Storage = await application.StorageAsync(cancellationToken);
        }
        catch (FaultException exception)
        {
            output.Warn(exception.Faults);
        }
        catch (StorageException exception)
        {
            output.Warn([StoreFaults.Of(exception)]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Manager.DisposeAsync();
        if (_scratch is not null)
        {
            Directory.Delete(_scratch, recursive: true);
        }
    }

    /// <summary>A host for that folder alone, so that a copy elsewhere does not stand in its way. Naming it is consent to run it, this once.</summary>
    private static PluginWatchSubject Alone(PluginHostOptions options, string folder, string? only)
    {
        var scratch = Directory.CreateTempSubdirectory("omua-plugin-watch-").FullName;
        return new PluginWatchSubject(
            options with
            {
                InstallDirectory = null, ProjectDirectory = null, HomeDirectory = Path.Combine(scratch, "home"), Directories = [folder], TrustAll = true,
                CacheDirectory = options.CacheDirectory ?? Path.Combine(options.HomeDirectory, "cache"),
            },
            scratch) { Watches = path => only is null || path == only, What = [only ?? folder] };
    }

    private static bool Installed(PluginHostOptions options, string path) =>
        options.InstallDirectory is { } install && path.StartsWith(Path.GetFullPath(install) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
