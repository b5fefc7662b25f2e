using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Omua.Plugins.Index;

namespace Omua.Plugins.Metadata;

/// <summary>Finds the plugin classes of an assembly, and what they say of themselves, from metadata alone: nothing is loaded, no code runs.</summary>
internal sealed class PluginClassReader(PEReader assembly, string file)
{
    private readonly MetadataReader _metadata = assembly.GetMetadataReader();

    public IReadOnlyList<IndexedPlugin> Read() =>
        [.. _metadata.TypeDefinitions.Select(Plugin).OfType<IndexedPlugin>()];

    /// <summary>A class that implements a kind of plugin but not <see cref="IPlugin"/>: the usual slip. Null where there is none.</summary>
    public string? ClassWithoutPluginInterface() =>
        _metadata.TypeDefinitions.Where(IsConcreteClass).Where(handle => Kinds(Contracts(handle)).Any()).Select(_metadata.FullName).FirstOrDefault();

    private IndexedPlugin? Plugin(TypeDefinitionHandle handle)
    {
        if (!IsConcreteClass(handle))
        {
            return null;
        }

        var contracts = Contracts(handle);
        if (!contracts.Any(typeof(IPlugin).IsAssignableFrom))
        {
            return null;
        }

        var fullName = _metadata.FullName(handle);
        var simpleName = fullName[(fullName.LastIndexOfAny(['.', '+']) + 1)..];
        var getters = new LiteralGetter(assembly, _metadata);
        var kinds = Kinds(contracts).ToList();
        var declared = getters.Number(handle, "get_Type") is { } number && Enum.IsDefined((PluginType)number) ? (PluginType?)number : null;
        var name = getters.Text(handle, "get_Name") ?? SnakeCase.From(simpleName);
        var version = getters.Text(handle, "get_Version");
        return new IndexedPlugin(name, fullName, declared ?? kinds.FirstOrDefault(), version, getters.Text(handle, "get_Description") ?? "")
        {
            Faults = PluginIdentity.Faults(name, version, declared, kinds, simpleName, file),
        };
    }

    private bool IsConcreteClass(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        return (type.Attributes & (TypeAttributes.Interface | TypeAttributes.Abstract)) == 0 && type.GetGenericParameters().Count == 0;
    }

    /// <summary>The host's contract types that a class derives from or implements, through classes of the same assembly.</summary>
    private List<Type> Contracts(TypeDefinitionHandle handle)
    {
        var found = new List<Type>();
        var open = new Stack<EntityHandle>([handle]);
        while (open.TryPop(out var next))
        {
            switch (next.Kind)
            {
                case HandleKind.TypeDefinition:
                    var definition = _metadata.GetTypeDefinition((TypeDefinitionHandle)next);
                    if (!definition.BaseType.IsNil)
                    {
                        open.Push(definition.BaseType);
                    }

                    foreach (var implementation in definition.GetInterfaceImplementations())
                    {
                        open.Push(_metadata.GetInterfaceImplementation(implementation).Interface);
                    }

                    break;
                case HandleKind.TypeSpecification:
                    if (_metadata.GenericDefinition((TypeSpecificationHandle)next) is { IsNil: false } generic)
                    {
                        open.Push(generic);
                    }

                    break;
                case HandleKind.TypeReference:
                    if (_metadata.AssemblyOf((TypeReferenceHandle)next) == HostAssemblies.Contracts &&
                        typeof(IPlugin).Assembly.GetType(_metadata.FullName((TypeReferenceHandle)next)) is { } contract)
                    {
                        found.Add(contract);
                    }

                    break;
                default:
                    break;
            }
        }

        return found;
    }

    private static IEnumerable<PluginType> Kinds(List<Type> contracts) => PluginIdentity.Kinds(kind => contracts.Any(kind.IsAssignableFrom));
}
