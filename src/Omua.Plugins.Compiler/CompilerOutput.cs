namespace Omua.Plugins.Compiler;

/// <summary>An assembly and its symbols, or what is wrong with the source.</summary>
internal sealed record CompilerOutput(byte[]? Assembly, byte[]? Symbols, IReadOnlyList<Fault> Faults)
{
    /// <summary>The XML documentation of the sources; null where they do not compile.</summary>
    public byte[]? Documentation { get; init; }

    /// <summary>What the analyzers advise; the assembly is good all the same.</summary>
    public IReadOnlyList<Fault> Warnings { get; init; } = [];
}
