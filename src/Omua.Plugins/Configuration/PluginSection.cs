namespace Omua.Plugins.Configuration;

/// <summary>The section of one plugin. <c>enabled</c> belongs to the host and is no key of the plugin's.</summary>
internal sealed class PluginSection(ConfigurationMapping section, IReadOnlyCollection<string> constructorKeys) : IPluginConfiguration
{
    public const string EnabledKey = "enabled";

    /// <summary>Keys of every plugin's section that are the host's own.</summary>
    public static readonly string[] HostKeys = [EnabledKey];

    public IReadOnlyCollection<string> Keys { get; } = [.. section.Entries.Select(entry => entry.Key).Except(HostKeys)];

    public string? this[string key]
    {
        get
        {
            ConfigurationNode? node = section;
            foreach (var part in key.Split(':'))
            {
                node = node switch
                {
                    ConfigurationMapping mapping => mapping.Find(part)?.Node,
                    ConfigurationSequence sequence when int.TryParse(part, out var index) => sequence.Items.ElementAtOrDefault(index),
                    _ => null,
                };
            }

            return node switch
            {
                ConfigurationScalar { Unresolved: { } fault } => throw new PluginConfigurationException([new(key, Predicate(fault))]),
                ConfigurationScalar scalar => scalar.Text,
                _ => null,
            };
        }
    }

    public TOptions Bind<TOptions>() where TOptions : class
    {
        var binder = new OptionsBinder();
        var options = binder.Bind(typeof(TOptions), section, [.. HostKeys, .. constructorKeys]) as TOptions;
        return binder.Faults.Count == 0 && options is not null
            ? options
            : throw new PluginConfigurationException([.. binder.Faults.Select(fault => fault.ToOptionFault())]);
    }

    /// <summary>The fault's words without the key that they begin with: the exception puts the key before them.</summary>
    private static string Predicate(Fault fault) => $"{fault.Message[(fault.Message.IndexOf(' ', StringComparison.Ordinal) + 1)..]}; {fault.Fix}";
}
