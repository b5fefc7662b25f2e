using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Omua.Plugins.Metadata;

/// <summary>One assembly as metadata, read into memory: its file can be overwritten or deleted meanwhile.</summary>
internal sealed class AssemblyModule : IDisposable
{
    private readonly Lazy<Dictionary<string, TypeDefinitionHandle>> _types;
    private readonly Lazy<Dictionary<string, ExportedType>> _forwarded;

    /// <exception cref="BadImageFormatException">It is no whole assembly.</exception>
    public AssemblyModule(string path, byte[] content)
    {
        Path = path;
        Assembly = new PEReader(new MemoryStream(content));
        Metadata = Assembly.HasMetadata ? Assembly.GetMetadataReader() : throw new BadImageFormatException("it has no metadata");
        _types = new(() => Metadata.TypeDefinitions.ToDictionary(Metadata.FullName));
        _forwarded = new(() => Metadata.ExportedTypes.Select(Metadata.GetExportedType).Where(type => type.IsForwarder)
            .ToDictionary(type => MetadataNames.Qualified(Metadata.GetString(type.Namespace), Metadata.GetString(type.Name))));
    }

    public string Path { get; }

    public PEReader Assembly { get; }

    public MetadataReader Metadata { get; }

    public TypeDefinitionHandle Find(string fullName) => _types.Value.GetValueOrDefault(fullName);

    /// <summary>The simple name of the assembly that a type has moved to; null where it has not moved.</summary>
    public string? MovedTo(string fullName) =>
        _forwarded.Value.TryGetValue(fullName, out var type) && type.Implementation.Kind == HandleKind.AssemblyReference
            ? Metadata.GetString(Metadata.GetAssemblyReference((AssemblyReferenceHandle)type.Implementation).Name) : null;

    public void Dispose() => Assembly.Dispose();
}
