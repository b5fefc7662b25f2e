namespace Omua.Plugins.Compiler;

/// <summary>An assembly and its symbols, or what is wrong with the source.</summary>
internal sealed record CompilerOutput(byte[]? Assembly, byte[]? Symbols, IReadOnlyList<Fault> Faults);
