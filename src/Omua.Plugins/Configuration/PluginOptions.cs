using System.Reflection;
using Omua.Plugins.Configuration.Schema;

namespace Omua.Plugins.Configuration;

/// <summary>What can be configured of a plugin, read from its types.</summary>
/// <param name="Entry">The plugin.</param>
internal sealed record PluginOptions(PluginEntry Entry)
{
    /// <summary>Its class; null where it may not be looked at (not trusted, faulted), so that nothing is known.</summary>
    public Type? Class { get; init; }

    /// <summary>Why it may not; null where it may.</summary>
    public string? Unknown { get; init; }

    /// <summary>The types of its options; empty where it reads its section itself.</summary>
    public IReadOnlyList<Type> Types { get; init; } = [];

    /// <summary>The constructor parameters that the host fills from the section.</summary>
    public IReadOnlyList<ParameterInfo> Parameters { get; init; } = [];

    /// <summary>What its author wrote about them.</summary>
    public XmlDocumentation Documentation { get; init; } = XmlDocumentation.None;

    public IReadOnlyList<string> ParameterKeys => [.. Parameters.Select(parameter => SnakeCase.From(parameter.Name!)).Distinct()];

    /// <summary>Whether the value at a key must not be shown. Where nothing is known of the plugin, that goes for all of them.</summary>
    /// <param name="key">The key from the top of its section, nested keys joined by a colon.</param>
    public bool IsSecret(string key) =>
        Class is null ? !PluginSection.HostKeys.Contains(key.Split(':')[0])
        : Types.Any(type => IsSecret(type, key.Split(':')))
            || Parameters.Any(parameter => SnakeCase.From(parameter.Name!) == key.Split(':')[0] && parameter.IsDefined(typeof(SecretAttribute)));

    private static bool IsSecret(Type type, ReadOnlySpan<string> keys)
    {
        if (keys.IsEmpty)
        {
            return false;
        }

        // An item of a list or a dictionary takes one part of the key, whatever it is.
        if ((CollectionShape.ItemOfDictionary(type) ?? CollectionShape.ItemOfList(type)) is { } item)
        {
            return IsSecret(item, keys[1..]);
        }

        var name = keys[0];
        return !ValueReader.Supports(type) && OptionProperty.Of(type).FirstOrDefault(each => each.Key == name) is { } option
            && (option.IsSecret || IsSecret(Nullable.GetUnderlyingType(option.Property.PropertyType) ?? option.Property.PropertyType, keys[1..]));
    }
}
