using Omua.Cli.Composition;
using Omua.Plugins;
using Omua.Plugins.Configuration;
using Omua.Testing;

namespace Omua.Cli.Verbs.Plugins;

/// <summary>The plugin that is tested, and the scratch folder in which its checks run.</summary>
internal sealed class PluginTestSubject : IAsyncDisposable
{
    private readonly PluginManager? _ownHost;
    private readonly string _scratch;

    private PluginTestSubject(PluginManager? ownHost, string scratch, PluginBlueprint blueprint)
    {
        (_ownHost, _scratch, Entry) = (ownHost, scratch, blueprint.Entry);
        Plugin = new PluginUnderTest
        {
            Create = blueprint.Create,
            Configuration = blueprint.Configuration,
            ConstructorKeys = blueprint.ConstructorKeys,
            ScratchFolder = Path.Combine(scratch, "checks"),
        };
    }

    public PluginEntry Entry { get; }

    public PluginUnderTest Plugin { get; }

    /// <summary>A name is looked up among what is installed; a path is looked at alone, so that a copy elsewhere does not stand in its way.</summary>
    public static async Task<PluginTestSubject> FindAsync(Application application, string nameOrPath, CancellationToken cancellationToken)
    {
        var scratch = Directory.CreateTempSubdirectory("omua-plugin-test-").FullName;
        var path = Path.GetFullPath(nameOrPath);
        var host = File.Exists(path) || Directory.Exists(path) ? OwnHost(application, path, scratch) : null;
        try
        {
            var entries = await (host ?? application.Plugins).ScanAsync(cancellationToken);
            var entry = host is null ? Named(entries, nameOrPath) : At(entries, path);
            return new PluginTestSubject(host, scratch, entry.Type is null ? throw new FaultException(entry.Faults) : (host ?? application.Plugins).Blueprint(entry));
        }
        catch
        {
            await EndAsync(host, scratch);
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await EndAsync(_ownHost, _scratch);

    /// <summary>Naming the file is consent to run it, this once.</summary>
    private static PluginManager OwnHost(Application application, string path, string scratch) => PluginManager.SetUp(application.HostOptions with
    {
        InstallDirectory = null,
        ProjectDirectory = null,
        HomeDirectory = Path.Combine(scratch, "home"),
        Directories = [Path.GetDirectoryName(path)!],
        TrustAll = true,
    });

    private static PluginEntry Named(IReadOnlyList<PluginEntry> entries, string name) =>
        entries.FirstOrDefault(each => each.Name == name) ?? entries.FirstOrDefault(each => each.Class == name)
            ?? throw new FaultException(new Fault(FaultCodes.PluginUnknown, $"there is no plugin '{name}', and no file or folder of that name",
                NearestName.Of(name, entries.Select(each => each.Name)) is { } near ? $"did you mean '{near}'? 'omua plugin list' shows all" : "'omua plugin list' shows all"));

    private static PluginEntry At(IReadOnlyList<PluginEntry> entries, string path)
    {
        var there = entries.Where(each => Path.GetFullPath(each.Path) == path || Path.GetFullPath(each.Path).StartsWith(path + Path.DirectorySeparatorChar, StringComparison.Ordinal)).ToList();
        return there switch
        {
            [var only] => only,
            [] => throw new FaultException(new Fault(FaultCodes.PluginClassMissing, "holds no plugin", "name a .cs file or the folder of a built plugin") { File = path }),
            _ => throw new FaultException(new Fault(FaultCodes.PluginTestAmbiguous, $"holds {there.Count} plugins: {string.Join(", ", there.Select(each => each.Name))}", "name one of their files") { File = path }),
        };
    }

    private static async Task EndAsync(PluginManager? host, string scratch)
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        Directory.Delete(scratch, recursive: true);
    }
}
