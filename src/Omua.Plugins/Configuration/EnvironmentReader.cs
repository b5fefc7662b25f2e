namespace Omua.Plugins.Configuration;

/// <summary>Reads <c>OMUA__SECTION__KEY</c> variables into nodes: two underscores part the keys, letters become lower case.</summary>
internal static class EnvironmentReader
{
    private const string Prefix = "OMUA__";

    public static ConfigurationMapping Read(IReadOnlyDictionary<string, string> environment)
    {
        var root = ConfigurationMapping.Empty;
        foreach (var (name, value) in environment.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length > Prefix.Length)
            {
                var keys = name[Prefix.Length..].ToLowerInvariant().Split("__");
                root = root.With((ConfigurationMapping)Nest(keys, value, new(null, name)));
            }
        }

        return root;
    }

    private static ConfigurationNode Nest(ReadOnlySpan<string> keys, string value, ConfigurationOrigin origin) => keys.IsEmpty
        ? new ConfigurationScalar(value, origin)
        : new ConfigurationMapping([new(keys[0], origin, Nest(keys[1..], value, origin))], origin);
}
