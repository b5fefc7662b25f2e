namespace Omua.Abstractions;

/// <summary>
/// A unit of extension: one agent, LLM backend or storage backend, found in a plugin directory. A plugin implements this interface and that of its type;
/// the base classes <see cref="AgentPlugin"/>, <see cref="LlmBackendPlugin"/> and <see cref="StorageBackendPlugin"/> implement both.
/// </summary>
/// <remarks>
/// Return <see cref="Name"/>, <see cref="Version"/>, <see cref="Type"/> and <see cref="Description"/> as literals
/// (<c>public string Name => "my_agent";</c>): the host then lists the plugin without running any of its code.
/// </remarks>
public interface IPlugin
{
    /// <summary>snake_case, unique among the plugins; the key under <c>plugins:</c> in <c>omua.yaml</c>.</summary>
    string Name { get; }

    /// <summary>SemVer 2: <c>1.0.0</c>, <c>1.2.0-beta.1</c>.</summary>
    string Version { get; }

    /// <summary>Must match the interface that the plugin implements.</summary>
    PluginType Type { get; }

    /// <summary>What it does, in a sentence.</summary>
    string Description { get; }

    /// <summary>
    /// Called once, before any other call, with the configuration bound. Throw to refuse to start: the host reports the message and goes on without this plugin.
    /// </summary>
    Task InitializeAsync(PluginContext context, CancellationToken cancellationToken = default);

    /// <summary>Called once, after the last call has ended. Timers and background work started through <see cref="PluginContext.Scope"/> end by themselves.</summary>
    Task ShutdownAsync(CancellationToken cancellationToken = default);
}
