namespace Omua.Testing;

/// <summary>
/// A host for one plugin in a test: clock, logger, scope, configuration and a folder, all fakes that can be looked at. Disposing it ends the plugin as the
/// host would: background work first, then <see cref="IPlugin.ShutdownAsync"/>, then what the plugin owns.
/// </summary>
public sealed class FakeHost : IAsyncDisposable
{
    private readonly bool _ownsFolder;
    private HttpClient? _http;
    private IPlugin? _started;

    /// <summary>A host with a scratch folder of its own, which goes with it.</summary>
    public FakeHost()
        : this(Directory.CreateTempSubdirectory("omua-test-").FullName)
    {
        _ownsFolder = true;
    }

    /// <summary>A host whose plugin writes to a given folder, which stays.</summary>
    public FakeHost(string workingDirectory)
    {
        WorkingDirectory = workingDirectory;
        Time = new ManualTime();
        Scope = new FakeScope(Time);
    }

    /// <summary>The plugin's own folder.</summary>
    public string WorkingDirectory { get; }

    /// <summary>The clock; stands still until it is turned.</summary>
    public ManualTime Time { get; init; }

    /// <summary>What the plugin logged.</summary>
    public CapturedLogger Logger { get; } = new();

    /// <summary>The plugin's lifetime.</summary>
    public FakeScope Scope { get; }

    /// <summary>The plugin's section. Default: no keys.</summary>
    public IPluginConfiguration Configuration { get; init; } = new FakeConfiguration();

    /// <summary>Answers the plugin's HTTP requests, those of clients of its own included (<see cref="PluginContext.Transport"/>). Default: the network.</summary>
    public HttpMessageHandler? Http { get; init; }

    /// <summary>The store whose documents and metrics the plugin gets. Default: none.</summary>
    public IStorageBackend? Storage { get; init; }

    /// <summary>What the plugin is initialized with.</summary>
    public PluginContext Context => new()
    {
        Configuration = Configuration,
        Logger = Logger,
        Time = Time,
        Http = _http ??= Http is null ? new HttpClient() : new HttpClient(Http, disposeHandler: false),
        Transport = Http,
        Scope = Scope,
        WorkingDirectory = WorkingDirectory,
        Documents = Storage?.Documents,
        Metrics = Storage?.Metrics,
    };

    /// <summary>Binds typed options and initializes, as the host does.</summary>
    /// <returns>The same plugin.</returns>
    public async Task<TPlugin> StartAsync<TPlugin>(TPlugin plugin, CancellationToken cancellationToken = default) where TPlugin : class, IPlugin
    {
        ArgumentNullException.ThrowIfNull(plugin);
        PluginOptions.Configure(plugin, Configuration);
        await plugin.InitializeAsync(Context, cancellationToken).ConfigureAwait(false);
        _started = plugin;
        return plugin;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Scope.StopAsync().ConfigureAwait(false);
        if (_started is { } plugin)
        {
            _started = null;
            await plugin.ShutdownAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await Scope.DisposeAsync().ConfigureAwait(false);
        _http?.Dispose();
        if (_ownsFolder && Directory.Exists(WorkingDirectory))
        {
            Directory.Delete(WorkingDirectory, recursive: true);
        }
    }
}
