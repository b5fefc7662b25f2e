namespace Omua.Plugins.Index;

/// <summary>One plugin class, as its metadata tells without running it.</summary>
internal sealed record IndexedPlugin(string Name, string ClassFullName, PluginType Type, string? Version, string Description)
{
    /// <summary>The class without namespace or outer class.</summary>
    public string Class => ClassFullName[(ClassFullName.LastIndexOfAny(['.', '+']) + 1)..];

    /// <summary>What is wrong with this class alone.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];
}
