namespace Omua.Plugins.Sources;

/// <summary>A plugin in source form, read: its files with their text, what they ask for, and what is wrong with that.</summary>
internal sealed record SourceSet
{
    public required IReadOnlyList<SourceProgramFile> Files { get; init; }

    public required SourceSettings Settings { get; init; }

    /// <summary>The packages to restore: those that the host provides are left out.</summary>
    public required IReadOnlyList<PackageNeed> Packages { get; init; }

    public required IReadOnlyList<Fault> Faults { get; init; }

    /// <summary>Files and folders beside the plugin's own file whose change makes this stale: what was included, and where includes were looked for.</summary>
    public required IReadOnlyList<string> Included { get; init; }
}
