namespace Omua.Plugins;

/// <summary>The sources of one plugin, to be compiled into one assembly.</summary>
public sealed record SourceProgram
{
    /// <summary>Name of the assembly to make.</summary>
    public required string AssemblyName { get; init; }

    /// <summary>The sources, at least one.</summary>
    public required IReadOnlyList<SourceProgramFile> Files { get; init; }

    /// <summary>Paths of the assemblies to compile against, beside the framework: what the host provides, then what the plugin's packages bring.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>What the sources' <c>#:property</c> lines set.</summary>
    public SourceSettings Settings { get; init; } = new();
}
