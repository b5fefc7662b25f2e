using System.Reflection.Metadata;

namespace Omua.Plugins.Metadata;

/// <summary>A type and the assembly that defines it.</summary>
internal readonly record struct TypePlace(AssemblyModule Module, TypeDefinitionHandle Handle)
{
    public TypeDefinition Definition => Module.Metadata.GetTypeDefinition(Handle);
}
