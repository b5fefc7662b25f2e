using Omua.Plugins.Index;

namespace Omua.Plugins.Loading;

/// <summary>A plugin's place in the host: what was found, and its one shared instance once somebody asks for it.</summary>
internal sealed class PluginSlot(CatalogPlugin found)
{
    private static readonly IReadOnlyDictionary<string, object?> NoArguments = new Dictionary<string, object?>();
    private readonly SemaphoreSlim _gate = new(1, 1);

    public CatalogPlugin Found => found;

    public PluginEntry Entry { get; private set; } = found.Entry;

    public PluginInstance? Instance { get; private set; }

    public bool AnswersTo(string name) =>
        Entry.Name == name || Entry.Class == name || found.Plugin?.ClassFullName == name;

    /// <summary>Loads on first use. A plugin that failed is not tried again until the next scan.</summary>
    public async Task<PluginInstance> InstanceAsync(PluginStarter starter, IStorageBackend? storage, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Instance is { } running)
            {
                return running;
            }

            RequireLoadable();
            var instance = await starter.StartAsync(found, NoArguments, storage, cancellationToken).ConfigureAwait(false);
            Entry = Entry with { State = PluginState.Ready, Version = instance.Plugin.Version, Description = instance.Plugin.Description ?? "" };
            return Instance = instance;
        }
        catch (FaultException exception)
        {
            if (Entry.State == PluginState.Available)
            {
                Entry = Entry with { State = PluginState.Faulted, Faults = exception.Faults };
            }

            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void RequireLoadable()
    {
        if (Entry.State is not (PluginState.Available or PluginState.Ready))
        {
            throw new FaultException(Entry.Faults);
        }
    }

    public PluginInstance? TakeInstance()
    {
        var instance = Instance;
        Instance = null;
        if (instance is not null)
        {
            Entry = Found.Entry;
        }

        return instance;
    }
}
