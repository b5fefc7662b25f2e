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
            var type = metadata.GetTypeDefinition(handle);
            var name = metadata.FullName(handle);
            contract._members[name] =
            [
                .. type.GetMethods().Select(method => Key(metadata.GetString(metadata.GetMethodDefinition(method).Name), SignatureNames.Of(metadata, metadata.GetMethodDefinition(method)))),
                .. type.GetFields().Select(field => Key(metadata.GetString(metadata.GetFieldDefinition(field).Name), SignatureNames.Of(metadata, metadata.GetFieldDefinition(field)))),
            ];
            var parent = type.BaseType.Kind == HandleKind.TypeSpecification ? metadata.GenericDefinition((TypeSpecificationHandle)type.BaseType) : type.BaseType;
            contract._bases[name] = parent.Kind switch
            {
                _ when parent.IsNil => null,
                HandleKind.TypeDefinition => metadata.FullName((TypeDefinitionHandle)parent),
                HandleKind.TypeReference => metadata.FullName((TypeReferenceHandle)parent),
                _ => null,
            };
        }

        return contract;
    }

    public bool Has(string type) => _members.ContainsKey(type);

    public bool Has(string type, string member, string signature)
    {
        for (string? current = type; current is not null; current = _bases[current])
        {
            if (!_members.TryGetValue(current, out var members))
            {
                // The chain leaves the contracts. What Object, Exception and the like declare belongs to the framework.
                return true;
            }

            if (members.Contains(Key(member, signature)))
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

    private static string Key(string member, string signature) => $"{member} {signature}";
}
