using Microsoft.Extensions.Logging;

namespace Omua.Plugins.Loading;

/// <summary>A plugin that runs, with all that ends together with it.</summary>
internal sealed partial class PluginInstance(string name, IPlugin plugin, PluginScope scope, HttpClient http, PluginHostOptions options)
{
    private readonly ILogger _logger = options.LoggerFactory.CreateLogger($"Omua.Plugins.{name}");
    private int _ended;

    public IPlugin Plugin => plugin;

    /// <summary>Background work first, then the plugin, then what it owns. Never throws for what the plugin does.</summary>
    public async Task ShutdownAsync()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return;
        }

        await scope.StopAsync(options.ShutdownTimeout).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(options.ShutdownTimeout, options.Time);
        try
        {
            await Task.Run(() => plugin.ShutdownAsync(limit.Token)).WaitAsync(options.ShutdownTimeout, options.Time).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Border: the plugin's own code. A bad end must not stop the others from ending well.
            LogShutdownFailed(exception, name);
        }

        await scope.DisposeOwnedAsync().ConfigureAwait(false);
        http.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Plugin} did not shut down as it should")]
    private partial void LogShutdownFailed(Exception exception, string plugin);
}
