namespace Omua.Plugins.Configuration;

/// <summary>The section of one plugin. <c>enabled</c> and <c>guard</c> belong to the host and are no keys of the plugin's.</summary>
internal sealed class PluginSection(ConfigurationMapping section, IReadOnlyCollection<string> constructorKeys) : IPluginConfiguration
{
    public const string EnabledKey = "enabled";
    public const string GuardKey = "guard";

    /// <summary>Keys of every plugin's section that are the host's own.</summary>
    public static readonly string[] HostKeys = [EnabledKey, GuardKey];

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

    /// <summary>Every value that must not be shown: under a secret's name, under a key in <paramref name="marked"/>, or taken from outside by reference.</summary>
    public IReadOnlyList<string> Secrets(IReadOnlyCollection<string> marked)
    {
        var found = new List<string>();
        Collect(section, isSecret: false);
        return found;

        void Collect(ConfigurationNode node, bool isSecret)
        {
            switch (node)
            {
                case ConfigurationScalar { Text: { } text } scalar when isSecret || scalar.References.Count > 0:
                    found.Add(text);
                    break;
                case ConfigurationSequence sequence:
                    sequence.Items.ToList().ForEach(item => Collect(item, isSecret));
                    break;
                case ConfigurationMapping mapping:
                    mapping.Entries.ToList().ForEach(entry => Collect(entry.Node, isSecret || SecretName.Matches(entry.Key) || marked.Contains(entry.Key)));
                    break;
            }
        }
    }

    /// <summary>The fault's words without the key that they begin with: the exception puts the key before them.</summary>
    private static string Predicate(Fault fault) => $"{fault.Message[(fault.Message.IndexOf(' ', StringComparison.Ordinal) + 1)..]}; {fault.Fix}";
}
