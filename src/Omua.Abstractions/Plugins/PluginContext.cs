using Microsoft.Extensions.Logging;

namespace Omua.Abstractions;

/// <summary>All that a plugin gets from the host. What belongs to a run (datasets, budget, the language model) comes with each call in <see cref="ContextData"/>.</summary>
public sealed record PluginContext
{
    /// <summary>The section <c>plugins: &lt;name&gt;:</c> of the configuration. Prefer typed options: <see cref="AgentPlugin{TOptions}"/>, <see cref="IConfigured{TOptions}"/>.</summary>
    public required IPluginConfiguration Configuration { get; init; }

    /// <summary>Logs under the plugin's name.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>The only clock to use; tests turn it.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Shared by the plugin's calls and closed with the plugin. No default retries; its timeout is 100 s.</summary>
    public required HttpClient Http { get; init; }

    /// <summary>
    /// Stands in for the network in tests. A plugin that makes an HTTP client of its own, because <see cref="Http"/> does not suit it, puts this under it and does not
    /// dispose of it. Null in the host: the client then opens its own connections.
    /// </summary>
    public HttpMessageHandler? Transport { get; init; }

    /// <summary>Owns timers and background work, so that they end with the plugin.</summary>
    public required IPluginScope Scope { get; init; }

    /// <summary>A folder that is the plugin's own to write to; kept across restarts and updates.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Documents of the plugin's own in the host's store: its collections are the plugin's alone. Null for storage plugins, and where no store is open.</summary>
    public IDocumentStore? Documents { get; init; }

    /// <summary>Figures of the plugin's own in the host's store: its metrics are the plugin's alone. Null for storage plugins, and where no store is open.</summary>
    public IMetricStore? Metrics { get; init; }
}
