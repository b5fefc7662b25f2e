namespace Omua.Plugins.Configuration;

/// <summary>A section: entries by key, in the order in which they were written.</summary>
internal sealed record ConfigurationMapping(IReadOnlyList<ConfigurationEntry> Entries, ConfigurationOrigin Origin) : ConfigurationNode(Origin)
{
    public static ConfigurationMapping Empty { get; } = new([], ConfigurationOrigin.None);

    public override string Kind => "a section of keys";

    public ConfigurationEntry? Find(string key) => Entries.FirstOrDefault(entry => string.Equals(entry.Key, key, StringComparison.Ordinal));

    public ConfigurationMapping Section(string key) => Find(key)?.Node as ConfigurationMapping ?? Empty;

    /// <summary>This section with another on top: sections merge key by key, anything else is replaced whole.</summary>
    public ConfigurationMapping With(ConfigurationMapping upper)
    {
        var merged = Entries.Select(entry => upper.Find(entry.Key) is { } over ? Over(entry, over) : entry);
        return new([.. merged, .. upper.Entries.Where(entry => Find(entry.Key) is null)], Entries.Count == 0 ? upper.Origin : Origin);
    }

    /// <summary>An upper section that is written but empty keeps what is below it, as its text would suggest.</summary>
    private static ConfigurationEntry Over(ConfigurationEntry lower, ConfigurationEntry upper) => (lower.Node, upper.Node) switch
    {
        (ConfigurationMapping below, ConfigurationMapping above) => upper with { Node = below.With(above) },
        (ConfigurationMapping, ConfigurationScalar { Text: null, Unresolved: null }) => lower,
        _ => upper,
    };
}
