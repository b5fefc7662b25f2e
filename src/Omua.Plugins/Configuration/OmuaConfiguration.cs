using System.Runtime.CompilerServices;

namespace Omua.Plugins.Configuration;

/// <summary>
/// The configuration as it is in force: home file, project file on top, environment above both. Immutable. Loading never throws for what is written;
/// everything wrong is in <see cref="Faults"/>, and whatever is right can be used.
/// </summary>
internal sealed class OmuaConfiguration : IPluginConfigurations
{
    private readonly IReadOnlyDictionary<string, object> _sections;

    private OmuaConfiguration(
        ConfigurationMapping root, OmuaSettings settings, IReadOnlyDictionary<string, object> sections, IReadOnlyList<Fault> coreFaults, IReadOnlyList<Fault> pluginFaults, IReadOnlyList<string> files)
    {
        Root = root;
        _sections = sections;
        Settings = settings;
        CoreFaults = coreFaults;
        Files = files;
        Faults = coreFaults.Count + pluginFaults.Count == 0 ? [] : ByPlace([.. coreFaults, .. pluginFaults]);
    }

    /// <summary>The merged tree, references replaced.</summary>
    public ConfigurationMapping Root { get; }

    /// <summary>The typed settings of the product.</summary>
    public OmuaSettings Settings { get; }

    /// <summary>The files that were read, weakest first.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Everything wrong that can be told without a plugin's options type, by place.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>The faults outside <c>plugins:</c>. One in a plugin's section concerns that plugin alone.</summary>
    public IReadOnlyList<Fault> CoreFaults { get; }

    /// <summary>Names that have a section under <c>plugins:</c>.</summary>
    public IReadOnlyList<string> PluginNames => [.. Plugins.Entries.Select(entry => entry.Key)];

    /// <summary>Names of plugins that are switched off.</summary>
    public IReadOnlyCollection<string> DisabledPlugins => [.. PluginNames.Where(name => !ConfigurationChecks.IsEnabled(Plugins.Section(name)))];

    private ConfigurationMapping Plugins => Root.Section(ConfigurationChecks.PluginsKey);

    /// <summary>Reads and checks all sources.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="sections">Sections whose types other rooms own, by key; a type is asked for only where its section is written.</param>
    public static OmuaConfiguration Load(ConfigurationSources sources, IReadOnlyDictionary<string, Func<Type>>? sections = null)
    {
        var coreFaults = new List<Fault>();
        var files = sources.Files();
        var written = ConfigurationMapping.Empty;
        foreach (var file in files)
        {
            try
            {
                written = written.With(ReadYaml(file));
            }
            catch (FaultException exception)
            {
                coreFaults.AddRange(exception.Faults);
            }
        }

        written = written.With(EnvironmentReader.Read(sources.Environment));
        var root = new References(sources.Environment).Resolve(written, "");
        var checks = new ConfigurationChecks(root, sections ?? new Dictionary<string, Func<Type>>());
        var settings = checks.Run();
        return new(root, settings, checks.Bound, [.. coreFaults, .. checks.CoreFaults], checks.PluginFaults, files);
    }

    /// <summary>A section of another room; its defaults where it is not written, or has a fault.</summary>
    public T Section<T>(string key) where T : class, new() => _sections.GetValueOrDefault(key) as T ?? new T();

    /// <summary>Every value that is not to leave the machine: those of keys named as secrets, and those that references were replaced in.</summary>
    public IReadOnlyCollection<string> Secrets() => [.. SecretValues.Of(Root)];

    public IPluginConfiguration For(string pluginName, IReadOnlyCollection<string> constructorKeys) => new PluginSection(Plugins.Section(pluginName), constructorKeys);

    /// <summary>
    /// The keys of the plugin's own <c>guard:</c> over those for all; a fault in either leaves what is below it. Where nobody wrote <c>call</c>, it leaves the
    /// engine's own limit of a task room to act first.
    /// </summary>
    public PluginLimits? LimitsOf(string pluginName)
    {
        var written = Root.Section(PluginSection.GuardKey).With(Plugins.Section(pluginName).Section(PluginSection.GuardKey));
        var limits = Settings.Guard;
        if (written.Entries.Count > 0)
        {
            var binder = new OptionsBinder();
            limits = binder.Bind(typeof(PluginLimits), written, []) is PluginLimits bound && binder.Faults.Count == 0 ? bound : limits;
        }

        var task = Settings.Engine.TaskTimeout + TimeSpan.FromMinutes(1);
        return written.Find("call") is null && task > limits.Call ? limits with { Call = task } : limits;
    }

    public ConfigurationPlace? PlaceOf(string pluginName, string? key = null)
    {
        var entry = Plugins.Find(pluginName);
        return key is null || entry?.Node is not ConfigurationMapping section ? entry?.KeyOrigin.Place
            : section.Find(key.Split(':')[0]) is null ? entry.KeyOrigin.Place
            : OptionsBinder.OriginOf(section, key).Place;
    }

    /// <summary>Sections under <c>plugins:</c> that belong to no plugin that is there.</summary>
    public IReadOnlyList<Fault> UnknownPlugins(IReadOnlyCollection<string> knownNames) => [.. Plugins.Entries
        .Where(entry => !knownNames.Contains(entry.Key))
        .Select(entry => ConfigurationFaults.At(entry.KeyOrigin, FaultCodes.UnknownPluginSection,
            $"plugins.{Shown.Value(entry.Key)} is the section of no plugin that is here",
            NearestName.Of(entry.Key, knownNames) is { } name ? $"did you mean {name}?" : "omua plugin list shows the names"))];

    private static IReadOnlyList<Fault> ByPlace(IReadOnlyList<Fault> faults) =>
        [.. faults.OrderBy(fault => fault.File, StringComparer.Ordinal).ThenBy(fault => fault.Line).ThenBy(fault => fault.Column)];

    /// <summary>In a method of its own, so that YamlDotNet is loaded only where there is a file.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ConfigurationMapping ReadYaml(string file) => YamlReader.Read(file);
}
