using System.Reflection.Metadata;

namespace Omua.Plugins.Metadata;

/// <summary>
/// A plugin's assembly and those beside it that its types may lead to, as metadata: opened when they are first asked for, never loaded. What the host provides is
/// no part of it, whatever copies lie in the folder.
/// </summary>
internal sealed class AssemblySet(AssemblyModule main, IReadOnlyList<string> folders) : IDisposable
{
    private readonly Dictionary<string, AssemblyModule?> _beside = new(StringComparer.OrdinalIgnoreCase);

    public AssemblyModule Main => main;

    /// <summary>Where a type is defined: in an assembly of the set; nothing where it belongs to the host, to the framework, or is nowhere.</summary>
    public TypePlace? Find(AssemblyModule from, EntityHandle type)
    {
        var handle = type.Kind == HandleKind.TypeSpecification ? from.Metadata.GenericDefinition((TypeSpecificationHandle)type) : type;
        return handle.Kind switch
        {
            HandleKind.TypeDefinition => new TypePlace(from, (TypeDefinitionHandle)handle),
            HandleKind.TypeReference when from.Metadata.AssemblyOf((TypeReferenceHandle)handle) is { } assembly => Find(assembly, from.Metadata.FullName((TypeReferenceHandle)handle)),
            _ => null,
        };
    }

    public void Dispose()
    {
        main.Dispose();
        foreach (var module in _beside.Values)
        {
            module?.Dispose();
        }
    }

    private TypePlace? Find(string assembly, string fullName)
    {
        // A chain of assemblies that pass a type on ends; one that goes in a circle is not worth an endless loop.
        for (var hops = 0; hops < 8 && Beside(assembly) is { } module; hops++)
        {
            if (module.Find(fullName) is { IsNil: false } definition)
            {
                return new TypePlace(module, definition);
            }

            if (module.MovedTo(fullName) is not { } next)
            {
                return null;
            }

            assembly = next;
        }

        return null;
    }

    private AssemblyModule? Beside(string assembly)
    {
        if (HostAssemblies.IsProvided(assembly))
        {
            return null;
        }

        if (!_beside.TryGetValue(assembly, out var module))
        {
            var path = folders.Select(folder => Path.Combine(folder, assembly + ".dll")).FirstOrDefault(File.Exists);
            _beside[assembly] = module = path is null ? null : PluginLibraries.Open(path);
        }

        return module;
    }
}
