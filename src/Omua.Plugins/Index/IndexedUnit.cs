using Omua.Plugins.Discovery;

namespace Omua.Plugins.Index;

/// <summary>What the last look at a file or folder found.</summary>
/// <param name="Path">Full path of the file or folder.</param>
/// <param name="Stat">Its fingerprint at that time.</param>
/// <param name="Hash">SHA-256 of the content (for sources: together with the compiler and its references); empty where it could not be taken.</param>
/// <param name="Assembly">Full path of the assembly that holds the plugins; null where there is none.</param>
/// <param name="Plugins">The plugin classes in it.</param>
/// <param name="Faults">What is wrong with the whole of it.</param>
internal sealed record IndexedUnit(
    string Path, string Stat, string Hash, string? Assembly, IReadOnlyList<IndexedPlugin> Plugins, IReadOnlyList<Fault> Faults)
{
    /// <summary>What it was found as.</summary>
    public PluginUnitKind Kind { get; init; }

    /// <summary>Whether the assembly was compiled here, into the cache, from sources; else it is the plugin's own file.</summary>
    public bool IsCompiled => Kind is PluginUnitKind.SourceFile or PluginUnitKind.SourceFolder;

    /// <summary>For compiled sources with packages: the path whose <c>.deps.json</c> and neighbours are the packages' files. Null where there are none.</summary>
    public string? Dependencies { get; init; }

    /// <summary>Files and folders elsewhere that it was made from, each with its fingerprint.</summary>
    public IReadOnlyList<IndexedPart> Included { get; init; } = [];

    /// <summary>What its author is advised; it works all the same.</summary>
    public IReadOnlyList<Fault> Warnings { get; init; } = [];
}
