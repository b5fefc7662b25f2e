namespace Omua.Plugins.Configuration;

/// <summary>Where the binder stands: the key so far, its place, and whether what is there may be quoted.</summary>
internal readonly record struct BindingPlace(string Key, ConfigurationOrigin Origin)
{
    public bool IsSecret { get; init; }

    public string Join(string key) => Key.Length == 0 ? key : $"{Key}:{key}";

    public BindingPlace Below(ConfigurationEntry entry) => this with { Key = Join(entry.Key), Origin = entry.KeyOrigin };
}
