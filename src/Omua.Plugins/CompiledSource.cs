namespace Omua.Plugins;

/// <summary>What the compiler made of a plugin's sources: an assembly and its symbols, or faults.</summary>
/// <param name="Assembly">The assembly; null where there are faults.</param>
/// <param name="Symbols">Portable debugging symbols; null where there are faults.</param>
/// <param name="Faults">What is wrong with the source, each with line and column.</param>
public sealed record CompiledSource(byte[]? Assembly, byte[]? Symbols, IReadOnlyList<Fault> Faults)
{
    /// <summary>The XML documentation of the sources, which describes options; null where there is none.</summary>
    public byte[]? Documentation { get; init; }

    /// <summary>What the author is advised, each with line and column; the assembly is good all the same.</summary>
    public IReadOnlyList<Fault> Warnings { get; init; } = [];
}
