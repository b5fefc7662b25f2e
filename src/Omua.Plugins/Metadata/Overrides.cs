using System.Reflection;
using System.Reflection.Metadata;

namespace Omua.Plugins.Metadata;

/// <summary>
/// Methods that a plugin overrides and that no class it derives from has: its contracts were newer than the host's. The runtime would take such a method for a
/// new one and never call it, without a word.
/// </summary>
internal sealed class Overrides(AssemblySet assemblies, Func<string, ContractMembers?> provided)
{
    private static readonly string[] OfObject = [nameof(ToString), nameof(Equals), nameof(GetHashCode), "Finalize"];

    /// <summary>Each as <c>Contracts.Class.Method</c>.</summary>
    public IEnumerable<string> Missing()
    {
        var metadata = assemblies.Main.Metadata;
        foreach (var handle in metadata.TypeDefinitions)
        {
            foreach (var method in metadata.GetTypeDefinition(handle).GetMethods().Select(metadata.GetMethodDefinition).Where(IsOverride))
            {
                var name = metadata.GetString(method.Name);
                if (!OfObject.Contains(name) && LackingClass(new TypePlace(assemblies.Main, handle), name) is { } lacking)
                {
                    yield return $"{lacking}.{name}";
                }
            }
        }
    }

    private static bool IsOverride(MethodDefinition method) =>
        (method.Attributes & (MethodAttributes.Virtual | MethodAttributes.NewSlot | MethodAttributes.Static)) == MethodAttributes.Virtual;

    /// <summary>The contract class that should have it; null where something has it, or where the chain of base classes does not come to a contract.</summary>
    private string? LackingClass(TypePlace type, string method)
    {
        for (TypePlace? current = type; current is { } place;)
        {
            var parent = place.Definition.BaseType;
            if (parent.IsNil)
            {
                return null;
            }

            current = assemblies.Find(place.Module, parent);
            if (current is { } next)
            {
                if (next.Definition.GetMethods().Any(each => next.Module.Metadata.StringComparer.Equals(next.Module.Metadata.GetMethodDefinition(each).Name, method)))
                {
                    return null;
                }

                continue;
            }

            var metadata = place.Module.Metadata;
            var handle = parent.Kind == HandleKind.TypeSpecification ? metadata.GenericDefinition((TypeSpecificationHandle)parent) : parent;
            if (handle.Kind != HandleKind.TypeReference || metadata.AssemblyOf((TypeReferenceHandle)handle) is not { } owner || provided(owner) is not { } contract)
            {
                return null;
            }

            var name = metadata.FullName((TypeReferenceHandle)handle);
            return contract.Has(name) && !contract.HasNamed(name, method) ? name : null;
        }

        return null;
    }
}
