using System.Collections.Concurrent;
using Omua.Plugins.Health;
using Omua.Plugins.Index;

namespace Omua.Plugins.Guard;

/// <summary>The record of each plugin, by name: one for all its instances and versions.</summary>
internal sealed class HealthRecords(PluginHostOptions options)
{
    private readonly ConcurrentDictionary<string, PluginHealth> _records = new(StringComparer.Ordinal);
    private readonly CrashLog _log = new(options.HomeDirectory, options.Time);
    private readonly BrokenEnds _ends = new(options);
    private readonly FigureFile _figures = new(options.HomeDirectory, options.Time);

    public IReadOnlyCollection<PluginHealth> All => [.. _records.Values];

    public PluginHealth? Find(string name) => _records.GetValueOrDefault(name);

    public PluginHealth Of(CatalogPlugin plugin)
    {
        var entry = plugin.Entry;
        return _records.GetOrAdd(entry.Name, name => new PluginHealth(name, entry.Type!.Value, entry.Path, plugin.Unit.Hash, options.LimitsOf(name), options));
    }

    /// <summary>Sets those aside that crashed too often, in this process or an earlier one, and have not changed since.</summary>
    public IReadOnlyList<CatalogPlugin> SetAside(IReadOnlyList<CatalogPlugin> found)
    {
        _ends.Judge();
        var crashed = _log.Names();
        return crashed.Count == 0 ? found : [.. found.Select(plugin => plugin.Entry.State == PluginState.Available && crashed.Contains(plugin.Entry.Name) ? Judged(plugin) : plugin)];
    }

    public IReadOnlyList<PluginCrash> ReadCrashes(string plugin, string? hash) => hash is null || !SnakeCase.Is(plugin) ? [] : _log.Read(plugin, hash);

    /// <summary>What was counted in earlier processes, and in this one up to its last save.</summary>
    public IReadOnlyDictionary<string, PluginRecord> ReadFigures() => _figures.Read();

    /// <summary>Keeps what was counted since the last time. Touches no file where nothing was.</summary>
    public Task SaveFiguresAsync()
    {
        var now = options.Time.GetUtcNow();
        var counted = All.Select(health => health.Statistics.Take(health.Name, now)).OfType<PluginRecord>().ToList();
        return counted.Count == 0 ? Task.CompletedTask : _figures.AddAsync(counted);
    }

    /// <summary>Forgets the crashes of a plugin. False where there was none.</summary>
    public bool Reset(string name)
    {
        Find(name)?.Reset();
        return _log.Reset(name);
    }

    private CatalogPlugin Judged(CatalogPlugin plugin)
    {
        var crashes = _log.Read(plugin.Entry.Name, plugin.Unit.Hash);
        return CrashLog.IsQuarantined(crashes)
            ? plugin with { Entry = plugin.Entry with { State = PluginState.Quarantined, Faults = [PluginHealth.QuarantineFault(plugin.Entry.Name, plugin.Entry.Path, crashes)] } }
            : plugin;
    }
}
