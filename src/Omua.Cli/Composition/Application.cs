using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Omua.Cli.Shell;
using Omua.Plugins;
using Omua.Plugins.Configuration;
using Omua.Plugins.Health;
using Omua.Plugins.Installing;
using Omua.Stores.Audit;

namespace Omua.Cli.Composition;

/// <summary>
/// The composition root of one call: configuration, plugins and store, each made when it is first asked for. Every verb shares it;
/// disposing it shuts down what was started.
/// </summary>
internal sealed class Application : IAsyncDisposable
{
    private const string ClusterStorage = "postgres";

    /// <summary>Runs that begin at once, as under <c>omua up</c>, add to it at once.</summary>
    private readonly ConcurrentStack<IDisposable> _owned = [];
    private readonly Lazy<PluginManager> _plugins;
    private readonly Lazy<PluginInstaller> _installer;
    private readonly Func<PluginOptionsCatalog> _catalog;

    private Application(OmuaConfiguration configuration, bool trust, bool locked, bool isVerbose, bool isReloading)
    {
        Configuration = configuration;
        HostOptions = new PluginHostOptions
        {
            HomeDirectory = HomeFolder.FullPath,
            Directories = configuration.Settings.PluginDirectories,
            Disabled = configuration.DisabledPlugins,
            TrustAll = trust,
            Locked = locked,
            Compiler = new LazySourceCompiler(),
            Collectible = isReloading,
            Configurations = configuration,
            LoggerFactory = new StderrLoggerFactory(isVerbose),
            LlmCall = () => LlmSetup.LongestWait(this),
            OwnsProcess = true,
        };
        _plugins = new Lazy<PluginManager>(() => PluginManager.SetUp(HostOptions));
        _installer = new Lazy<PluginInstaller>(() => new PluginInstaller(HostOptions));
        _catalog = () => new PluginOptionsCatalog(HostOptions);
    }

    /// <summary>How the plugin host of this call is set up.</summary>
    public PluginHostOptions HostOptions { get; }

    /// <summary>What the configuration file says, and the defaults where it is silent.</summary>
    public OmuaConfiguration Configuration { get; }

    /// <summary>The plugin host. Nothing is scanned or loaded before it is asked.</summary>
    public PluginManager Plugins => _plugins.Value;

    /// <summary>What brings plugins and their packages in and takes them out.</summary>
    public PluginInstaller Installer => _installer.Value;

    /// <summary>What the plugins that are present can be configured with. The caller disposes of it.</summary>
    public PluginOptionsCatalog PluginOptions() => _catalog();

    /// <summary>The name of the storage backend in use.</summary>
    public string StorageName => Configuration.Settings.Storage.Backend;

    /// <summary>The clock of everything below.</summary>
    public TimeProvider Time => TimeProvider.System;

    /// <summary>The application for a call of a verb that acts: faults of the configuration, but for those in a plugin's section, are thrown all at once.</summary>
    public static Application For(Invocation invocation) => Checked(ForLook(invocation), invocation);

    /// <summary>The same for a verb that stays: plugins whose files change are exchanged while they run.</summary>
    public static Application ForReloading(Invocation invocation) => Checked(Of(invocation, isReloading: true), invocation);

    /// <summary>The same for a machine of a cluster: runs are in that database, and plugins have to be as <c>omua.lock</c> records them.</summary>
    /// <param name="invocation">The call.</param>
    /// <param name="connection">The connection string of the database; a reference as <c>${env:NAME}</c> is replaced.</param>
    public static Application ForCluster(Invocation invocation, string connection)
    {
        var sources = ConfigurationSources.ForProcess(invocation.ConfigFile);
        var written = new Dictionary<string, string>(sources.Environment, StringComparer.Ordinal) { ["OMUA__STORAGE__BACKEND"] = ClusterStorage, ["OMUA__PLUGINS__POSTGRES__CONNECTION_STRING"] = connection };
        var configuration = OmuaConfiguration.Load(sources with { Environment = written }, ConfigurationSections.All);
        return Checked(new(configuration, invocation.Trust, locked: true, invocation.IsVerbose, isReloading: false), invocation);
    }

    private static Application Checked(Application application, Invocation invocation)
    {
        TrustPrompt.Ask(application, invocation);
        return application.Configuration.CoreFaults is { Count: > 0 } faults ? throw new FaultException(faults) : application;
    }

    /// <summary>The application for a verb that looks: it goes on with whatever is right in the configuration.</summary>
    public static Application ForLook(Invocation invocation) => Of(invocation, isReloading: false);

    private static Application Of(Invocation invocation, bool isReloading) =>
        new(OmuaConfiguration.Load(ConfigurationSources.ForProcess(invocation.ConfigFile), ConfigurationSections.All), invocation.Trust, invocation.Locked, invocation.IsVerbose, isReloading);

    /// <summary>The store, opened on first use; agents that start after it get it too.</summary>
    public async Task<IStorageBackend> StorageAsync(CancellationToken cancellationToken) =>
        Plugins.Storage ??= await StoreSetup.OpenAsync(Configuration.Settings.Storage, await Plugins.GetStorageBackendAsync(StorageName, cancellationToken), cancellationToken);

    /// <summary>The chain of who did what, in the store.</summary>
    public async Task<AuditTrail> AuditAsync(CancellationToken cancellationToken) => new((await StorageAsync(cancellationToken)).Documents, Time);

    /// <summary>Notes in the store who does what: call it before the act, so that nothing is done unseen.</summary>
    /// <param name="action">What, snake_case: <c>approved</c>.</param>
    /// <param name="subject">To what: the id of a run, a file.</param>
    /// <param name="detail">More, where it helps; never a secret.</param>
    /// <param name="by">Who; null for the user of this process.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task NoteAsync(string action, string subject, JsonNode? detail = null, string? by = null, CancellationToken cancellationToken = default) =>
        await (await AuditAsync(cancellationToken)).AddAsync(by ?? $"{Environment.UserName}@{Environment.MachineName}", action, subject, detail, cancellationToken);

    /// <summary>The keys that are written for a plugin.</summary>
    public IReadOnlyCollection<string> ConfiguredKeys(string plugin) => Configuration.For(plugin, []).Keys;

    /// <summary>Disposes of an object with the application, before the plugins end.</summary>
    /// <returns>The same object.</returns>
    public T Own<T>(T resource) where T : IDisposable
    {
        _owned.Push(resource);
        return resource;
    }

    /// <summary>Lets the plugins of a folder run from now on.</summary>
    /// <returns>Whether it was not trusted before.</returns>
    public bool Trust(string folder) => Plugins.TrustFolder(folder);

    public ValueTask DisposeAsync()
    {
        while (_owned.TryPop(out var resource))
        {
            resource.Dispose();
        }

        var ended = _plugins.IsValueCreated ? Plugins.DisposeAsync() : ValueTask.CompletedTask;
        if (!ended.IsCompletedSuccessfully)
        {
            return EndAsync(ended);
        }

        // What plugins still do from here on ends with the process, and is meant to.
        ProcessHooks.Ends();
        return ValueTask.CompletedTask;
    }

    private static async ValueTask EndAsync(ValueTask ended)
    {
        await ended;
        ProcessHooks.Ends();
    }
}
