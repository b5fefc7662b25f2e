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

    /// <summary>What a plugin's assembly lacks, and each library that it brings.</summary>
    /// <param name="plugin">Null where it was compiled against this host's own.</param>
    /// <param name="libraries">Paths of its libraries.</param>
    public static IReadOnlyList<Fault> Faults(AssemblyModule? plugin, IEnumerable<string> libraries)
    {
        var faults = new List<Fault>(plugin is null ? [] : Lacks(plugin));
        foreach (var path in libraries)
        {
            using var library = PluginLibraries.Open(path);
            if (library is not null)
            {
                faults.AddRange(Lacks(library));
            }
        }

        return faults;
    }

    private static IReadOnlyList<Fault> Lacks(AssemblyModule assembly)
    {
        var metadata = assembly.Metadata;
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var handle in metadata.TypeReferences)
        {
            if (metadata.AssemblyOf(handle) is { } owner && Provided.Value.TryGetValue(owner, out var contract) && !contract.Has(metadata.FullName(handle)))
            {
                missing.Add(metadata.FullName(handle));
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
                missing.Add($"{type}.{name}");
            }
        }

        return missing.Count == 0 ? [] :
        [
            new Fault(
                FaultCodes.PluginContractMissing,
                $"{Path.GetFileName(assembly.Path)} needs what this host's contracts do not have: {string.Join(", ", missing)}",
                "Update OMUA, or build the plugin against the contracts of this version") { File = assembly.Path },
        ];
    }
}
