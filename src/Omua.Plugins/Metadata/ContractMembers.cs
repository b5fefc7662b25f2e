using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Omua.Plugins.Metadata;

/// <summary>The types of one contract assembly and the members of each, with their signatures.</summary>
internal sealed class ContractMembers
{
    private readonly Dictionary<string, HashSet<string>> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _bases = new(StringComparer.Ordinal);

    public static ContractMembers Read(string path)
    {
        using var assembly = new PEReader(File.OpenRead(path));
        var metadata = assembly.GetMetadataReader();
        var contract = new ContractMembers();
        foreach (var handle in metadata.TypeDefinitions)
        {
            contract.Add(metadata, handle);
        }

        // A type that has moved to another assembly is still there for whoever refers to it here; its members are that one's affair.
        foreach (var type in metadata.ExportedTypes.Select(metadata.GetExportedType))
        {
            contract._bases[MetadataNames.Qualified(metadata.GetString(type.Namespace), metadata.GetString(type.Name))] = null;
        }

        return contract;
    }

    public bool Has(string type) => _bases.ContainsKey(type);

    public bool Has(string type, string member, string signature) => Answer(type, members => members.Contains(Key(member, signature)));

    /// <summary>Whether a type or one that it derives from has a member of that name, whatever its signature: one with type arguments filled in reads differently.</summary>
    public bool HasNamed(string type, string member) => Answer(type, members => members.Contains(member));

    private bool Answer(string type, Func<HashSet<string>, bool> holds)
    {
        for (string? current = type; current is not null; current = _bases[current])
        {
            if (!_members.TryGetValue(current, out var members))
            {
                // The chain leaves the contracts. What Object, Exception and the like declare belongs to the framework.
                return true;
            }

            if (holds(members))
            {
                return true;
            }

            if (_bases[current] is "System.Object" or "System.ValueType" or "System.Enum")
            {
                return false;
            }
        }

        return false;
    }

    private void Add(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.FullName(handle);
        var members = _members[name] = [];
        foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
        {
            members.Add(metadata.GetString(method.Name));
            members.Add(Key(metadata.GetString(method.Name), SignatureNames.Of(metadata, method)));
        }

        members.UnionWith(type.GetFields().Select(metadata.GetFieldDefinition).Select(field => Key(metadata.GetString(field.Name), SignatureNames.Of(metadata, field))));
        var parent = type.BaseType.Kind == HandleKind.TypeSpecification ? metadata.GenericDefinition((TypeSpecificationHandle)type.BaseType) : type.BaseType;
        _bases[name] = parent.Kind switch
        {
            _ when parent.IsNil => null,
            HandleKind.TypeDefinition => metadata.FullName((TypeDefinitionHandle)parent),
            HandleKind.TypeReference => metadata.FullName((TypeReferenceHandle)parent),
            _ => null,
        };
    }

    private static string Key(string member, string signature) => $"{member} {signature}";
}
