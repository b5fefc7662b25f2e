using System.Collections.Concurrent;
using Omua.Plugins.Guard;
using Omua.Plugins.Health;
using Omua.Plugins.Index;
using Omua.Plugins.Loading;
using Omua.Plugins.Trust;

namespace Omua.Plugins;

/// <summary>
/// Finds, lists, loads and ends plugins. Scanning runs none of their code; a plugin loads when it is first asked for. What is wrong with one plugin is
/// on its <see cref="PluginEntry"/> and never stops another.
/// </summary>
public sealed class PluginManager : IAsyncDisposable
{
    private readonly PluginHostOptions _options;
    private readonly PluginAssemblies _assemblies;
    private readonly PluginStarter _starter;
    private readonly HealthRecords _records;
    private readonly ConcurrentBag<PluginSeat> _created = [];
    private readonly SemaphoreSlim _scanning = new(1, 1);
    private IReadOnlyList<PluginSlot>? _slots;
    private IReadOnlyDictionary<string, IReadOnlyList<string>> _included = new Dictionary<string, IReadOnlyList<string>>();

    private PluginManager(PluginHostOptions options)
    {
        _options = options;
        _assemblies = new PluginAssemblies(options);
        _starter = new PluginStarter(options, _assemblies);
        _records = new HealthRecords(options);
    }

    /// <summary>The store in which agents and LLM backends that start from now on keep documents and metrics of their own.</summary>
    public IStorageBackend? Storage { get; set; }

    /// <summary>What the last scan found, as it stands now; empty before the first scan.</summary>
    public IReadOnlyList<PluginEntry> Plugins => [.. (_slots ?? []).Select(slot => slot.Entry)];

    /// <summary>By the path of a file or folder, what its sources include from elsewhere, as the last scan found it.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Included => _included;

    /// <summary>Folders that are recorded as trusted in this home.</summary>
    public IReadOnlyCollection<string> TrustedFolders => Trust.TrustedFolders.Read(_options.HomeDirectory).Folders;

    /// <summary>Sets up a manager; touches no file yet.</summary>
    public static PluginManager SetUp(PluginHostOptions? options = null) => new(options ?? new PluginHostOptions());

    /// <summary>Sets up a manager with further plugin directories.</summary>
    public static PluginManager SetUp(params IReadOnlyList<string> directories) => new(new PluginHostOptions { Directories = directories });

    /// <summary>Looks through all places and lists what is there, in order of precedence. Compiles what has changed; runs no plugin's code. Plugins that run keep running.</summary>
    public async Task<IReadOnlyList<PluginEntry>> ScanAsync(CancellationToken cancellationToken = default)
    {
        await _scanning.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            List(await FindAsync(cancellationToken).ConfigureAwait(false));
            return Plugins;
        }
        finally
        {
            _scanning.Release();
        }
    }

    /// <summary>
    /// Looks through all places and exchanges the running plugins whose content has changed, behind the proxies that callers hold. Calls under way end with the
    /// version that they have; a version that does not compile or start leaves the last good one answering. What is new is listed and loads on first use.
    /// </summary>
    /// <returns>One for each changed file or folder with running plugins; none where nothing has changed.</returns>
    public Task<IReadOnlyList<PluginReload>> ReloadAsync(CancellationToken cancellationToken = default) => ReloadAsync(_ => { }, cancellationToken);

    /// <summary>The same, for a caller that cannot wait for the calls under way.</summary>
    /// <param name="exchanged">Called as soon as another version of these plugins answers, or none (then without a version), and before the old one has ended.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>One for each changed file or folder with running plugins; none where nothing has changed.</returns>
    public async Task<IReadOnlyList<PluginReload>> ReloadAsync(Action<IReadOnlyList<PluginEntry>> exchanged, CancellationToken cancellationToken = default)
    {
        await _scanning.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var found = await FindAsync(cancellationToken).ConfigureAwait(false);
            var slots = _slots ?? [];
            var reloader = new PluginReloader(_assemblies, (plugin, arguments) => StartAsync(plugin, arguments, cancellationToken), seats => exchanged(Refresh(slots, seats, [])), _options.Time);
            var reloads = new List<PluginReload>();
            var isBroken = new HashSet<string>(StringComparer.Ordinal);
            foreach (var seats in slots.Select(slot => slot.Seat).OfType<PluginSeat>().Concat(_created).Where(seat => seat.Guard.Current is not null).GroupBy(seat => seat.Found.Unit.Path).ToList())
            {
                var now = found.Where(plugin => plugin.Unit.Path == seats.Key).ToList();
                var hash = now.Count == 0 ? null : now[0].Unit.Hash;
                IReadOnlyList<Fault> faults = [];
                if (hash is not null && seats.All(seat => seat.Refused == hash))
                {
                    isBroken.Add(seats.Key);
                    continue;
                }

                if (hash is null || seats.Any(seat => seat.Guard.Current!.Hash != hash))
                {
                    var reload = await reloader.ReloadAsync(seats.Key, [.. seats], now).ConfigureAwait(false);
                    reloads.Add(reload);
                    faults = reload.Faults;
                    if (reload.Outcome == ReloadOutcome.Failed)
                    {
                        isBroken.Add(seats.Key);
                    }
                }

                Refresh(slots, seats, faults);
            }

            List(found.Where(plugin => plugin.Plugin is not null || !isBroken.Contains(plugin.Unit.Path)));
            return reloads;
        }
        finally
        {
            _scanning.Release();
        }
    }

    /// <summary>Lists what was found. What runs, or is being started, keeps its place.</summary>
    private void List(IEnumerable<CatalogPlugin> found)
    {
        var staying = (_slots ?? []).Where(slot => !slot.Leave()).ToDictionary(slot => Key(slot.Entry), StringComparer.Ordinal);
        var slots = found.Select(plugin => staying.Remove(Key(plugin.Entry), out var slot) ? slot : new PluginSlot(plugin)).ToList();
        _slots = [.. slots, .. staying.Values];
    }

    private static List<PluginEntry> Refresh(IReadOnlyList<PluginSlot> slots, IEnumerable<PluginSeat> seats, IReadOnlyList<Fault> faults)
    {
        var reloaded = slots.Where(slot => slot.Seat is { } seat && seats.Contains(seat)).ToList();
        reloaded.ForEach(slot => slot.Refresh(faults));
        return [.. reloaded.Select(slot => slot.Entry)];
    }

    /// <summary>Loads and initializes every plugin that can be, and lists all with how they stand now. Does not throw for a plugin that fails.</summary>
    public async Task<IReadOnlyList<PluginEntry>> LoadPluginsAsync(CancellationToken cancellationToken = default)
    {
        foreach (var slot in (await SlotsAsync(cancellationToken).ConfigureAwait(false)).Where(slot => slot.Entry.State == PluginState.Available))
        {
            await LoadAsync(slot.Entry, cancellationToken).ConfigureAwait(false);
        }

        return Plugins;
    }

    /// <summary>Loads and initializes one plugin that a scan of this manager listed. Does not throw where it fails: that stands on its entry.</summary>
    internal async Task LoadAsync(PluginEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await SeatedAsync(() => new ValueTask<PluginSlot>((_slots ?? []).First(slot => Key(slot.Entry) == Key(entry))), cancellationToken).ConfigureAwait(false);
        }
        catch (FaultException)
        {
            // Stands on the entry.
        }
    }

    /// <summary>The agents that are loaded.</summary>
    public IReadOnlyList<IAgent> GetAgentPlugins() => Loaded<IAgent>();

    /// <summary>The LLM backends that are loaded.</summary>
    public IReadOnlyList<ILlmBackend> GetLlmBackendPlugins() => Loaded<ILlmBackend>();

    /// <summary>The storage backends that are loaded.</summary>
    public IReadOnlyList<IStorageBackend> GetStorageBackendPlugins() => Loaded<IStorageBackend>();

    /// <summary>The agent of that plugin or class name, loaded and initialized on first use.</summary>
    /// <exception cref="FaultException">There is none, or it cannot be loaded.</exception>
    public Task<IAgent> GetAgentAsync(string name, CancellationToken cancellationToken = default) =>
        GetAsync<IAgent>(name, PluginType.Agent, cancellationToken);

    /// <summary>The LLM backend of that plugin or class name, loaded and initialized on first use.</summary>
    /// <exception cref="FaultException">There is none, or it cannot be loaded.</exception>
    public Task<ILlmBackend> GetLlmBackendAsync(string name, CancellationToken cancellationToken = default) =>
        GetAsync<ILlmBackend>(name, PluginType.LlmBackend, cancellationToken);

    /// <summary>The storage backend of that plugin or class name, loaded and initialized on first use.</summary>
    /// <exception cref="FaultException">There is none, or it cannot be loaded.</exception>
    public Task<IStorageBackend> GetStorageBackendAsync(string name, CancellationToken cancellationToken = default) =>
        GetAsync<IStorageBackend>(name, PluginType.StorageBackend, cancellationToken);

    /// <summary>A new agent of that plugin or class name, initialized; it ends with the manager.</summary>
    /// <param name="name">Plugin name or class name: <c>my_custom_agent</c> or <c>MyCustomAgent</c>.</param>
    /// <param name="arguments">Constructor arguments, as <c>api_key</c> or <c>apiKey</c>; they go before the configuration.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="FaultException">There is none, an argument does not fit, or it cannot be started.</exception>
    public Task<IAgent> CreateAgentInstanceAsync(string name, IReadOnlyDictionary<string, object?>? arguments = null, CancellationToken cancellationToken = default) =>
        CreateAsync<IAgent>(name, PluginType.Agent, arguments, cancellationToken);

    /// <summary>A new LLM backend; as <see cref="CreateAgentInstanceAsync"/>.</summary>
    public Task<ILlmBackend> CreateLlmBackendInstanceAsync(string name, IReadOnlyDictionary<string, object?>? arguments = null, CancellationToken cancellationToken = default) =>
        CreateAsync<ILlmBackend>(name, PluginType.LlmBackend, arguments, cancellationToken);

    /// <summary>A new storage backend; as <see cref="CreateAgentInstanceAsync"/>.</summary>
    public Task<IStorageBackend> CreateStorageBackendInstanceAsync(string name, IReadOnlyDictionary<string, object?>? arguments = null, CancellationToken cancellationToken = default) =>
        CreateAsync<IStorageBackend>(name, PluginType.StorageBackend, arguments, cancellationToken);

    /// <summary>What makes bare instances of a listed plugin; loads its assembly, calls nothing of it.</summary>
    /// <param name="entry">As a scan of this manager listed it.</param>
    /// <exception cref="FaultException">It cannot be loaded.</exception>
    public PluginBlueprint Blueprint(PluginEntry entry)
    {
        var slot = (_slots ?? []).First(slot => slot.Entry == entry);
        slot.RequireLoadable();
        return new PluginBlueprint(slot.Found, _assemblies.TypeOf(slot.Found), _options.Configurations);
    }

    /// <summary>How many versions of plugins are in memory, those included that were unloaded and did not go.</summary>
    public int LoadedVersions => _assemblies.Alive;

    /// <summary>Records a folder as trusted: its code may run from the next scan on. False where it was already.</summary>
    public bool TrustFolder(string folder) => Trust.TrustedFolders.Read(_options.HomeDirectory).Add(folder);

    /// <summary>Takes the trust back from the next scan on. False where there was none.</summary>
    public bool DistrustFolder(string folder) => Trust.TrustedFolders.Read(_options.HomeDirectory).Remove(folder);

    /// <summary>Forgets the crashes of a plugin, so that a quarantined one may run again from the next scan on. False where there was none.</summary>
    public bool ResetPlugin(string name) => _records.Reset(name);

    /// <summary>What was counted of the listed plugins as they are now, by name: in earlier processes of this home, and in this one up to its last save. Without those that were never called.</summary>
    public IReadOnlyDictionary<string, PluginFigures> ReadFigures(IReadOnlyList<PluginEntry> entries)
    {
        var records = _records.ReadFigures();
        return entries.Where(entry => records.GetValueOrDefault(entry.Name) is { } record && record.Hash == entry.Hash).DistinctBy(entry => entry.Name)
            .ToDictionary(entry => entry.Name, entry => records[entry.Name].Figures, StringComparer.Ordinal);
    }

    /// <summary>Crashes on record of a listed plugin as it is now, oldest first; also those of which it is only suspected.</summary>
    internal IReadOnlyList<PluginCrash> ReadCrashes(PluginEntry entry) => _records.ReadCrashes(entry.Name, entry.Hash);

    /// <summary>What of the last scan was recorded in a lock file and is not as recorded: what <see cref="PluginHostOptions.Locked"/> would refuse.</summary>
    internal IReadOnlyList<(PluginEntry Entry, Fault Fault)> LockDifferences()
    {
        var locks = new Locking.PluginLocks(_options);
        return [.. (_slots ?? []).Where(slot => locks.Records(slot.Found.Place, slot.Found.Unit)).SelectMany(slot => locks.Faults(slot.Found.Place, slot.Found.Unit).Select(fault => (slot.Entry, fault)))];
    }

    /// <summary>Keeps what was counted since the last save; <see cref="ShutdownAsync"/> does it too. For a host that runs for long.</summary>
    public Task SaveFiguresAsync() => _records.SaveFiguresAsync();

    /// <summary>Ends every instance, storage last. A plugin that fails or hangs here is logged and left behind.</summary>
    public Task ShutdownAsync()
    {
        var seats = (_slots ?? []).Select(slot => slot.TakeSeat()).OfType<PluginSeat>().ToList();
        while (_created.TryTake(out var created))
        {
            seats.Add(created);
        }

        return seats.Count == 0 ? SaveFiguresAsync() : EndAsync([.. seats.Where(seat => !seat.IsStore), .. seats.Where(seat => seat.IsStore)]);
    }

    /// <summary>The same as <see cref="ShutdownAsync"/>.</summary>
    public ValueTask DisposeAsync() => new(ShutdownAsync());

    private async Task EndAsync(List<PluginSeat> seats)
    {
        foreach (var seat in seats)
        {
            if (seat.SwitchTo(seat.Found, null) is { } instance)
            {
                await instance.EndAsync(_assemblies).ConfigureAwait(false);
            }
        }

        await SaveFiguresAsync().ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<CatalogPlugin>> FindAsync(CancellationToken cancellationToken)
    {
        var found = _records.SetAside(await new PluginCatalog(_options).ScanAsync(cancellationToken).ConfigureAwait(false));
        _included = found.Where(plugin => plugin.Unit.Included.Count > 0).DistinctBy(plugin => plugin.Unit.Path)
            .ToDictionary(plugin => plugin.Unit.Path, plugin => (IReadOnlyList<string>)[.. plugin.Unit.Included.Select(part => part.Path)], StringComparer.Ordinal);
        return found;
    }

    private static string Key(PluginEntry entry) => $"{entry.Path}\n{entry.Name}";

    private IReadOnlyList<T> Loaded<T>() => [.. (_slots ?? []).Select(slot => slot.Seat?.Proxy).OfType<T>()];

    private async Task<T> GetAsync<T>(string name, PluginType type, CancellationToken cancellationToken)
    {
        var seat = await SeatedAsync(() => new ValueTask<PluginSlot>(SlotAsync(name, type, cancellationToken)), cancellationToken).ConfigureAwait(false);
        return (T)seat.Proxy;
    }

    /// <summary>The slot is looked for again where a scan has just put another in its place.</summary>
    private async Task<PluginSeat> SeatedAsync(Func<ValueTask<PluginSlot>> slot, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await slot().ConfigureAwait(false);
            if (await found.SeatAsync(plugin => SitAsync(plugin, PluginSlot.NoArguments, cancellationToken), cancellationToken).ConfigureAwait(false) is { } seat)
            {
                return seat;
            }
        }
    }

    private async Task<T> CreateAsync<T>(string name, PluginType type, IReadOnlyDictionary<string, object?>? arguments, CancellationToken cancellationToken)
    {
        var slot = await SlotAsync(name, type, cancellationToken).ConfigureAwait(false);
        slot.RequireLoadable();
        var seat = await SitAsync(slot.Found, arguments ?? PluginSlot.NoArguments, cancellationToken).ConfigureAwait(false);
        _created.Add(seat);
        return (T)seat.Proxy;
    }

    private async Task<PluginSeat> SitAsync(CatalogPlugin plugin, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        var instance = await StartAsync(plugin, arguments, cancellationToken).ConfigureAwait(false);
        instance.Health.ChangedTo(plugin.Unit.Hash);
        return new PluginSeat(plugin, arguments, instance, _options);
    }

    private Task<PluginInstance> StartAsync(CatalogPlugin plugin, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellationToken) =>
        _starter.StartAsync(plugin, arguments, Storage, _records.Of(plugin), cancellationToken);

    private async Task<IReadOnlyList<PluginSlot>> SlotsAsync(CancellationToken cancellationToken)
    {
        if (_slots is null)
        {
            await ScanAsync(cancellationToken).ConfigureAwait(false);
        }

        return _slots!;
    }

    /// <summary>The first in order of precedence that answers; where none of the type does, one of another type makes a better message.</summary>
    private async Task<PluginSlot> SlotAsync(string name, PluginType type, CancellationToken cancellationToken)
    {
        var answering = (await SlotsAsync(cancellationToken).ConfigureAwait(false)).Where(slot => slot.AnswersTo(name)).ToList();
        return answering.FirstOrDefault(slot => slot.Entry.Type == type) ?? throw new FaultException(answering.FirstOrDefault() switch
        {
            { Entry: { Type: null, Faults: { Count: > 0 } faults } } => faults,
            { Entry.Type: { } other } => [Unknown($"{name} is a plugin of the type {other}, not {type}")],
            _ => [Unknown($"there is no {type} plugin called {name}")],
        });

        static Fault Unknown(string message) => new(FaultCodes.PluginUnknown, message, "omua plugin list shows the names and types");
    }
}
