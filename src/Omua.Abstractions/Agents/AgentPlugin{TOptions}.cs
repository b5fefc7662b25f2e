namespace Omua.Abstractions;

/// <summary>Base of an agent plugin with typed options from <c>omua.yaml</c>.</summary>
/// <typeparam name="TOptions">See <see cref="IConfigured{TOptions}"/>.</typeparam>
public abstract class AgentPlugin<TOptions> : AgentPlugin, IConfigured<TOptions> where TOptions : class
{
    private TOptions? _options;

    /// <summary>The bound options. Throws <see cref="InvalidOperationException"/> before the plugin is configured (in its constructor, say).</summary>
    protected TOptions Options =>
        _options ?? throw new InvalidOperationException($"{Name} is not configured yet; use Options in InitializeAsync or later, not in the constructor.");

    void IConfigured<TOptions>.Configure(TOptions options) => _options = options;
}
