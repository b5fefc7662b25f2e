using System.Reflection.Metadata;

namespace Omua.Plugins.Metadata;

/// <summary>
/// Finds the contract types and members that a plugin was built against and this host lacks, before any of its code runs: otherwise the lack would
/// surface as a MissingMethodException in the middle of a run. A library that the plugin brings may need them too.
/// </summary>
internal static class ContractGate
{
    private static readonly Lazy<IReadOnlyDictionary<string, ContractMembers>> Provided = new(() => HostAssemblies.References
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), ContractMembers.Read));

    /// <summary>What this host lacks of that which the assembly needs. It is the set's first: those beside it only say what its base classes are.</summary>
    public static IReadOnlyList<Fault> Faults(AssemblySet assemblies)
    {
        var assembly = assemblies.Main;
        var missing = new SortedSet<string>(Missing(assembly.Metadata).Concat(new Overrides(assemblies, Provided.Value.GetValueOrDefault).Missing()), StringComparer.Ordinal);
        return missing.Count == 0 ? [] :
        [
            new Fault(
                FaultCodes.PluginContractMissing,
                $"{Path.GetFileName(assembly.Path)} needs what this host's contracts do not have: {string.Join(", ", missing)}",
                "Update OMUA, or build the plugin against the contracts of this version") { File = assembly.Path },
        ];
    }

    private static IEnumerable<string> Missing(MetadataReader metadata)
    {
        foreach (var handle in metadata.TypeReferences)
        {
            if (metadata.AssemblyOf(handle) is { } owner && Provided.Value.TryGetValue(owner, out var contract) && !contract.Has(metadata.FullName(handle)))
            {
                yield return metadata.FullName(handle);
            }
        }

        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            var parent = member.Parent.Kind == HandleKind.TypeSpecification ? metadata.GenericDefinition((TypeSpecificationHandle)member.Parent) : member.Parent;
            if (parent.Kind != HandleKind.TypeReference || metadata.AssemblyOf((TypeReferenceHandle)parent) is not { } owner ||
                !Provided.Value.TryGetValue(owner, out var contract))
            {
                continue;
            }

            var type = metadata.FullName((TypeReferenceHandle)parent);
            var name = metadata.GetString(member.Name);
            if (contract.Has(type) && !contract.Has(type, name, SignatureNames.Of(metadata, member)))
            {
                yield return $"{type}.{name}";
            }
        }
    }
}
