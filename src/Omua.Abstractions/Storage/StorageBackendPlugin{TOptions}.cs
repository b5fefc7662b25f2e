namespace Omua.Abstractions;

/// <summary>Base of a storage backend plugin with typed options from <c>omua.yaml</c>.</summary>
/// <typeparam name="TOptions">See <see cref="IConfigured{TOptions}"/>.</typeparam>
public abstract class StorageBackendPlugin<TOptions> : StorageBackendPlugin, IConfigured<TOptions> where TOptions : class, new()
{
    /// <summary>The bound options; the defaults until the host has configured the plugin.</summary>
    protected TOptions Options { get; private set; } = new();

    void IConfigured<TOptions>.Configure(TOptions options) => Options = options;
}
