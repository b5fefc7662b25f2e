namespace Omua.Plugins;

/// <summary>A single-file plugin that is to be compiled.</summary>
/// <param name="Path">Full path, for messages.</param>
/// <param name="Content">The file's bytes.</param>
/// <param name="AssemblyName">Name of the assembly to make.</param>
/// <param name="References">Paths of the assemblies that the host provides, beside the framework.</param>
public sealed record PluginSourceFile(string Path, ReadOnlyMemory<byte> Content, string AssemblyName, IReadOnlyList<string> References);
