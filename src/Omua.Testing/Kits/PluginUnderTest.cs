namespace Omua.Testing;

/// <summary>What a kit checks: how to make the plugin, and what it needs to show what it can.</summary>
public sealed record PluginUnderTest
{
    /// <summary>Makes a new instance with the given section: the constructor only. The kit binds options and initializes.</summary>
    public required Func<IPluginConfiguration, IPlugin> Create { get; init; }

    /// <summary>A section that the plugin starts with. Default: no keys.</summary>
    public IPluginConfiguration Configuration { get; init; } = new FakeConfiguration();

    /// <summary>Keys that the constructor takes beside the options.</summary>
    public IReadOnlyCollection<string> ConstructorKeys { get; init; } = [];

    /// <summary>Sections that the plugin must refuse to start with, beside those that a kit thinks of itself.</summary>
    public IReadOnlyList<IPluginConfiguration> Refused { get; init; } = [];

    /// <summary>For agents: runs to plan for. An empty one is always tried. Default: a simulated market.</summary>
    public IReadOnlyList<ContextData> Runs { get; init; } = [];

    /// <summary>For LLM backends: makes what answers the requests that go through <see cref="PluginContext.Http"/>. Default: the network.</summary>
    public Func<HttpMessageHandler>? Provider { get; init; }

    /// <summary>For agents and LLM backends: the store whose documents and metrics they get. Default: none.</summary>
    public Func<IStorageBackend>? Storage { get; init; }

    /// <summary>Where each check gets an empty folder. Default: the temporary folder of the system.</summary>
    public string? ScratchFolder { get; init; }
}
