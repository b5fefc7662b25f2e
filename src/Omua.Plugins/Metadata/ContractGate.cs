using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Omua.Plugins.Metadata;

/// <summary>
/// Finds the contract types and members that a plugin was built against and this host lacks, before any of its code runs: otherwise the lack would
/// surface as a MissingMethodException in the middle of a run.
/// </summary>
internal static class ContractGate
{
    private static readonly Lazy<IReadOnlyDictionary<string, ContractMembers>> Provided = new(() => HostAssemblies.References
        .Where(path => Path.GetFileNameWithoutExtension(path).StartsWith("Omua.", StringComparison.Ordinal))
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), ContractMembers.Read));

    public static IReadOnlyList<Fault> Faults(PEReader plugin, string file)
    {
        var metadata = plugin.GetMetadataReader();
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var handle in metadata.TypeReferences)
        {
            if (metadata.AssemblyOf(handle) is { } assembly && Provided.Value.TryGetValue(assembly, out var contract) && !contract.Has(metadata.FullName(handle)))
            {
                missing.Add(metadata.FullName(handle));
            }
        }

        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            var parent = member.Parent.Kind == HandleKind.TypeSpecification ? metadata.GenericDefinition((TypeSpecificationHandle)member.Parent) : member.Parent;
            if (parent.Kind != HandleKind.TypeReference || metadata.AssemblyOf((TypeReferenceHandle)parent) is not { } assembly ||
                !Provided.Value.TryGetValue(assembly, out var contract))
            {
                continue;
            }

            var type = metadata.FullName((TypeReferenceHandle)parent);
            var name = metadata.GetString(member.Name);
            if (contract.Has(type) && !contract.Has(type, name, SignatureNames.Of(metadata, member)))
            {
                missing.Add($"{type}.{name}");
            }
        }

        return missing.Count == 0 ? [] :
        [
            new Fault(
                FaultCodes.PluginContractMissing,
                $"{Path.GetFileName(file)} needs what this host's contracts do not have: {string.Join(", ", missing)}",
                "Update OMUA, or build the plugin against the contracts of this version") { File = file },
        ];
    }
}
