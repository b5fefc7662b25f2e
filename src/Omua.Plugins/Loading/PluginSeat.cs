using Omua.Plugins.Guard;
using Omua.Plugins.Index;

namespace Omua.Plugins.Loading;

/// <summary>A plugin behind its proxy. The proxy stays the same for good; the instance behind it changes with each reload.</summary>
internal sealed class PluginSeat
{
    public PluginSeat(CatalogPlugin found, IReadOnlyDictionary<string, object?> arguments, PluginInstance instance, PluginHostOptions options)
    {
        (Found, Arguments) = (found, arguments);
        Guard = new PluginGuard(instance, found.Entry.Type!.Value, options.Time);
        Proxy = found.Entry.Type switch
        {
            PluginType.Agent => new GuardedAgent(Guard),
            PluginType.LlmBackend => new GuardedLlmBackend(Guard, options.LlmCall),
            _ => new GuardedStorageBackend(Guard),
        };
    }

    /// <summary>The version that answers.</summary>
    public CatalogPlugin Found { get; private set; }

    /// <summary>What its constructor was given; a reload gives it again.</summary>
    public IReadOnlyDictionary<string, object?> Arguments { get; }

    public PluginGuard Guard { get; }

    /// <summary>Content that could not take over. It is not tried again: starting what hangs would cost each later reload its time.</summary>
    public string? Refused { get; set; }

    /// <summary>What callers hold: an <see cref="IAgent"/>, <see cref="ILlmBackend"/> or <see cref="IStorageBackend"/>.</summary>
    public object Proxy { get; }

    public bool IsStore => Proxy is IStorageBackend;

    public string? Version => Guard.Current?.Version;

    public string Description => Guard.Current?.Description ?? "";

    /// <summary>Another version answers from now on, or none. What comes back has still to be ended.</summary>
    public PluginInstance? SwitchTo(CatalogPlugin found, PluginInstance? instance)
    {
        var before = Guard.Current;
        Guard.SwitchTo(instance);
        (Found, Refused) = (found, null);
        return before;
    }
}
