using System.Reflection.Metadata;

namespace Omua.Plugins.Metadata;

/// <summary>Names of types as reflection spells them: <c>Namespace.Outer+Inner`1</c>.</summary>
internal static class MetadataNames
{
    public static string FullName(this MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        var outer = type.GetDeclaringType();
        return outer.IsNil ? Qualified(metadata.GetString(type.Namespace), name) : $"{metadata.FullName(outer)}+{name}";
    }

    public static string FullName(this MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{metadata.FullName((TypeReferenceHandle)type.ResolutionScope)}+{name}"
            : Qualified(metadata.GetString(type.Namespace), name);
    }

    /// <summary>The simple name of the assembly that a type is referenced in; null where it is another module of the same one.</summary>
    public static string? AssemblyOf(this MetadataReader metadata, TypeReferenceHandle handle)
    {
        var scope = metadata.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => metadata.AssemblyOf((TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => null,
        };
    }

    /// <summary>The open type of a closed generic one (ECMA-335 II.23.2.14); nil where the specification is something else, an array say.</summary>
    public static EntityHandle GenericDefinition(this MetadataReader metadata, TypeSpecificationHandle handle)
    {
        var signature = metadata.GetBlobReader(metadata.GetTypeSpecification(handle).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return default;
        }

        signature.ReadByte();
        return signature.ReadTypeHandle();
    }

    public static string Qualified(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";
}
