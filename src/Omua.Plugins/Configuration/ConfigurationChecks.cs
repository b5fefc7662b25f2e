namespace Omua.Plugins.Configuration;

/// <summary>Checks the merged tree against the sections that there are, and binds the product's own.</summary>
internal sealed class ConfigurationChecks(ConfigurationMapping root, IReadOnlyDictionary<string, Func<Type>> sections)
{
    public const string PluginsKey = "plugins";
    private const string DirectoriesKey = "plugin_directories";
    private static readonly string[] Sections = [PluginsKey, DirectoriesKey, PluginSection.GuardKey, "storage", "engine", "run", "llm", "acting"];
    private readonly List<Fault> _coreFaults = [];
    private readonly List<Fault> _pluginFaults = [];

    public IReadOnlyList<Fault> CoreFaults => _coreFaults;

    public IReadOnlyList<Fault> PluginFaults => _pluginFaults;

    /// <summary>The sections of other rooms that are written, bound; one that has a fault is left out.</summary>
    public Dictionary<string, object> Bound { get; } = new(StringComparer.Ordinal);

    /// <summary>Off only where <c>enabled</c> says false; a value that is neither is a fault and leaves the plugin on.</summary>
    public static bool IsEnabled(ConfigurationMapping section) =>
        section.Find(PluginSection.EnabledKey)?.Node is not ConfigurationScalar { Text: { } text } || !bool.TryParse(text, out var enabled) || enabled;

    public OmuaSettings Run()
    {
        foreach (var entry in root.Entries.Where(entry => !Sections.Contains(entry.Key)))
        {
            _coreFaults.Add(ConfigurationFaults.At(
                entry.KeyOrigin, FaultCodes.UnknownOption, $"{ConfigurationFaults.Dotted(entry.Key)} is not a known section", NearestName.Advice(entry.Key, Sections)));
        }

        CheckPlugins();
        foreach (var (key, type) in sections)
        {
            // No Where above: a start would compile it for pairs.
            if (root.Find(key) is not null && Bind(key, type()) is { } bound)
            {
                Bound[key] = bound;
            }
        }

        return new()
        {
            PluginDirectories = ReadDirectories(),
            Storage = Bind<StorageSettings>("storage"),
            Engine = Bind<EngineSettings>("engine"),
            Run = Bind<RunSettings>("run"),
            Guard = Bind<PluginLimits>(PluginSection.GuardKey),
        };
    }

    private T Bind<T>(string key) where T : class, new() => Bind(key, typeof(T)) as T ?? new T();

    /// <summary>Null where the section is not written, or has a fault.</summary>
    private object? Bind(string key, Type type)
    {
        var entry = root.Find(key);
        if (entry is null or { Node: ConfigurationScalar { Text: null, Unresolved: null } })
        {
            return null;
        }

        if (entry.Node is not ConfigurationMapping section)
        {
            _coreFaults.Add(ConfigurationFaults.At(entry.KeyOrigin, FaultCodes.OptionWrongType, $"{key} is {entry.Node.Kind}", "write a section of keys"));
            return null;
        }

        var binder = new OptionsBinder();
        var bound = binder.Bind(type, section, []);
        _coreFaults.AddRange(binder.Faults.Select(fault => fault.ToFault(key)));
        return binder.Faults.Count == 0 ? bound : null;
    }

    private IReadOnlyList<string> ReadDirectories()
    {
        if (root.Find(DirectoriesKey) is not { } entry)
        {
            return [];
        }

        // A single folder may stand alone, and a variable writes several with commas between them.
        var items = entry.Node switch
        {
            ConfigurationSequence sequence => sequence.Items,
            ConfigurationScalar { Text: null, Unresolved: null } => [],
            ConfigurationScalar { Text: { } text, Origin.Variable: not null } scalar =>
                [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => scalar with { Text = part })],
            _ => (IReadOnlyList<ConfigurationNode>)[entry.Node],
        };
        var directories = new List<string>();
        foreach (var item in items)
        {
            if (item is ConfigurationScalar { Text: { Length: > 0 } path })
            {
                directories.Add(PathText.Full(path, item.Origin));
            }
            else
            {
                _coreFaults.Add((item as ConfigurationScalar)?.Unresolved
                    ?? ConfigurationFaults.At(item.Origin, FaultCodes.OptionWrongType, $"{DirectoriesKey} has an item that is no path", "write a list of folders"));
            }
        }

        return directories;
    }

    private void CheckPlugins()
    {
        if (root.Find(PluginsKey) is not { } plugins || plugins.Node is ConfigurationScalar { Text: null, Unresolved: null })
        {
            return;
        }

        if (plugins.Node is not ConfigurationMapping sections)
        {
            _coreFaults.Add(ConfigurationFaults.At(plugins.KeyOrigin, FaultCodes.OptionWrongType, $"{PluginsKey} is {plugins.Node.Kind}", "write one section for each plugin name"));
            return;
        }

        foreach (var entry in sections.Entries)
        {
            CheckPlugin(entry);
        }
    }

    private void CheckPlugin(ConfigurationEntry entry)
    {
        var name = ConfigurationFaults.Dotted($"{PluginsKey}:{entry.Key}");
        if (entry.Node is not ConfigurationMapping section)
        {
            if (entry.Node is not ConfigurationScalar { Text: null, Unresolved: null })
            {
                _pluginFaults.Add(ConfigurationFaults.At(entry.KeyOrigin, FaultCodes.OptionWrongType, $"{name} is {entry.Node.Kind}", "write a section of keys"));
            }

            return;
        }

        if (section.Find(PluginSection.EnabledKey) is { } enabled && (enabled.Node is not ConfigurationScalar scalar || !bool.TryParse(scalar.Text, out _)))
        {
            _pluginFaults.Add(ConfigurationFaults.At(enabled.KeyOrigin, FaultCodes.OptionWrongType, $"{name}.enabled is neither true nor false", "write true or false"));
        }

        if (section.Find(PluginSection.GuardKey) is { } guard)
        {
            CheckGuard(name, guard);
        }

        if (IsEnabled(section))
        {
            CheckReferences(section, _pluginFaults);
        }
    }

    private void CheckGuard(string plugin, ConfigurationEntry entry)
    {
        var name = $"{plugin}.{PluginSection.GuardKey}";
        if (entry.Node is ConfigurationMapping section)
        {
            var binder = new OptionsBinder();
            binder.Bind(typeof(PluginLimits), section, []);
            _pluginFaults.AddRange(binder.Faults.Select(fault => fault.ToFault(name)));
        }
        else if (entry.Node is not ConfigurationScalar { Text: null, Unresolved: null })
        {
            _pluginFaults.Add(ConfigurationFaults.At(entry.KeyOrigin, FaultCodes.OptionWrongType, $"{name} is {entry.Node.Kind}", "write a section of keys"));
        }
    }

    private static void CheckReferences(ConfigurationNode node, List<Fault> faults)
    {
        switch (node)
        {
            case ConfigurationScalar { Unresolved: { } fault }:
                faults.Add(fault);
                break;
            case ConfigurationSequence sequence:
                foreach (var item in sequence.Items)
                {
                    CheckReferences(item, faults);
                }

                break;
            case ConfigurationMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    CheckReferences(entry.Node, faults);
                }

                break;
        }
    }
}
