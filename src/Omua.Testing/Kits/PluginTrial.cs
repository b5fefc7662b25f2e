namespace Omua.Testing;

/// <summary>One check's own ground: an empty folder, a clock, and the hosts that were started in it.</summary>
internal abstract class PluginTrial(PluginUnderTest plugin, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly List<FakeHost> _hosts = [];

    public PluginUnderTest Plugin => plugin;

    /// <summary>Ends with the check.</summary>
    public CancellationToken Ended => cancellationToken;

    public ManualTime Time { get; } = new();

    public string Folder { get; } = plugin.ScratchFolder is { } parent
        ? Directory.CreateDirectory(Path.Combine(parent, Guid.NewGuid().ToString("N"))).FullName
        : Directory.CreateTempSubdirectory("omua-kit-").FullName;

    /// <summary>A host over the trial's folder and clock.</summary>
    public FakeHost Host(IPluginConfiguration? configuration = null, HttpMessageHandler? http = null)
    {
        var host = new FakeHost(Folder)
        {
            Time = Time, Configuration = configuration ?? plugin.Configuration, Http = http, Storage = plugin.Storage?.Invoke(),
        };
        _hosts.Add(host);
        return host;
    }

    /// <summary>A started plugin, and the host to end it with.</summary>
    public async Task<(IPlugin Plugin, FakeHost Host)> StartAsync(IPluginConfiguration? configuration = null, HttpMessageHandler? http = null)
    {
        var host = Host(configuration, http);
        return (await host.StartAsync(plugin.Create(host.Configuration), Ended).ConfigureAwait(false), host);
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync().ConfigureAwait(false);
        }

        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
