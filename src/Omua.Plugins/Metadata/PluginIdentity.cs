namespace Omua.Plugins.Metadata;

/// <summary>What the contract asks of a plugin's name, version and type.</summary>
internal static class PluginIdentity
{
    /// <summary>Names that tasks, configuration and messages use for the host itself.</summary>
    private static readonly string[] Reserved = ["approval", "host", "omua", "plugin", "run", "workflow"];

    public static IEnumerable<PluginType> Kinds(Func<Type, bool> implements)
    {
        if (implements(typeof(IAgent)))
        {
            yield return PluginType.Agent;
        }

        if (implements(typeof(ILlmBackend)))
        {
            yield return PluginType.LlmBackend;
        }

        if (implements(typeof(IStorageBackend)))
        {
            yield return PluginType.StorageBackend;
        }
    }

    /// <summary>The nearest name that a plugin may have.</summary>
    public static string Allowed(string name, string className)
    {
        var near = SnakeCase.From(name) is { Length: > 0 } written ? written : SnakeCase.From(className);
        return new[] { near, $"my_{near}" }.FirstOrDefault(each => SnakeCase.Is(each) && !Reserved.Contains(each)) ?? "my_plugin";
    }

    public static IReadOnlyList<Fault> Faults(
        string name, string? version, PluginType? declared, IReadOnlyList<PluginType> kinds, string className, string file)
    {
        var faults = new List<Fault>();
        if (!SnakeCase.Is(name))
        {
            Add($"{className} is named '{name}', which is not snake_case", $"Return a name such as \"{Allowed(name, className)}\" from Name");
        }

        if (Reserved.Contains(name))
        {
            Add($"{className} is named '{name}', which is the host's own", $"Return a longer name, such as \"my_{name}\", from Name");
        }

        if (version is not null && !SemanticVersion.Is(version))
        {
            Add($"{className} has the version '{version}', which is not SemVer", "Return a version such as \"1.0.0\" from Version");
        }

        if (kinds.Count == 0)
        {
            Add($"{className} is a plugin of no type", "Implement IAgent, ILlmBackend or IStorageBackend, or derive from AgentPlugin, LlmBackendPlugin or StorageBackendPlugin");
        }
        else if (declared is { } type && !kinds.Contains(type))
        {
            Add($"{className} says that its type is {type}, and implements {string.Join(" and ", kinds)}", $"Return PluginType.{kinds[0]} from Type, or implement the interface of {type}");
        }

        return faults;

        void Add(string message, string fix) => faults.Add(new Fault(FaultCodes.PluginIdentityInvalid, message, fix) { File = file });
    }
}
