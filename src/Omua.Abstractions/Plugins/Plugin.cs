namespace Omua.Abstractions;

/// <summary>What the three base classes share: the context is kept, start and end do nothing until overridden.</summary>
public abstract class Plugin : IPlugin
{
    private PluginContext? _context;

    private protected Plugin()
    {
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Version { get; }

    /// <inheritdoc/>
    public abstract PluginType Type { get; }

    /// <inheritdoc/>
    public virtual string Description => "";

    /// <summary>What the host gave. Throws <see cref="InvalidOperationException"/> before the plugin is initialized (in its constructor, say).</summary>
    protected PluginContext Context =>
        _context ?? throw new InvalidOperationException($"{Name} is not initialized yet; use Context in InitializeAsync or later, not in the constructor.");

    /// <summary>Keeps the context. An override calls the base first.</summary>
    public virtual Task InitializeAsync(PluginContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
        return Task.CompletedTask;
    }

    /// <summary>Does nothing unless overridden.</summary>
    public virtual Task ShutdownAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
