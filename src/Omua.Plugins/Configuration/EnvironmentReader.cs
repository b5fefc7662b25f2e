namespace Omua.Plugins.Configuration;

/// <summary>Reads <c>OMUA__SECTION__KEY</c> variables into nodes: two underscores part the keys, letters become lower case.</summary>
internal static class EnvironmentReader
{
    private const string Prefix = "OMUA__";

    public static ConfigurationMapping Read(IReadOnlyDictionary<string, string> environment)
    {
        var root = ConfigurationMapping.Empty;
        foreach (var name in Names(environment))
        {
            var keys = name[Prefix.Length..].ToLowerInvariant().Split("__");
            root = root.With((ConfigurationMapping)Nest(keys, environment[name], new(null, name)));
        }

        return root;
    }

    /// <summary>Sorted as an array of names: sorting the pairs instead would have the runtime compile a sort for their type at every start.</summary>
    private static List<string> Names(IReadOnlyDictionary<string, string> environment)
    {
        var names = new List<string>();
        foreach (var name in environment.Keys)
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length > Prefix.Length)
            {
                names.Add(name);
            }
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private static ConfigurationNode Nest(ReadOnlySpan<string> keys, string value, ConfigurationOrigin origin) => keys.IsEmpty
        ? new ConfigurationScalar(value, origin)
        : new ConfigurationMapping([new(keys[0], origin, Nest(keys[1..], value, origin))], origin);
}
