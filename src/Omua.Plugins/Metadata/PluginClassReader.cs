using System.Reflection;
using System.Reflection.Metadata;
using Omua.Plugins.Index;

namespace Omua.Plugins.Metadata;

/// <summary>Finds the plugin classes of an assembly, and what they say of themselves, from metadata alone: nothing is loaded, no code runs.</summary>
internal sealed class PluginClassReader(AssemblySet assemblies, string file)
{
    private readonly MetadataReader _metadata = assemblies.Main.Metadata;

    public IReadOnlyList<IndexedPlugin> Read() =>
        [.. _metadata.TypeDefinitions.Select(Plugin).OfType<IndexedPlugin>()];

    /// <summary>Where there is no plugin class: the class that came nearest, and what keeps it from being one.</summary>
    public Fault WhyNone()
    {
        foreach (var handle in _metadata.TypeDefinitions.Where(IsClass))
        {
            var contracts = Contracts(handle);
            var type = _metadata.GetTypeDefinition(handle);
            var name = _metadata.FullName(handle);
            if (contracts.Any(typeof(IPlugin).IsAssignableFrom))
            {
                return (type.Attributes & TypeAttributes.Abstract) != 0
                    ? Missing($"{name} is abstract, so no plugin can be made of it", $"Remove abstract from {name}, or derive a class from it that is not")
                    : Missing($"{name} is generic, so no plugin can be made of it", $"Derive a class from {name} that says its type arguments");
            }

            if (Kinds(contracts).Any())
            {
                return Missing($"{name} does the work of a plugin but does not implement IPlugin", $"Let {name} implement IPlugin too, or derive from a base class such as AgentPlugin");
            }
        }

        return Missing(
            $"{file} holds no plugin class", "Derive a class from AgentPlugin, LlmBackendPlugin or StorageBackendPlugin; start the name with _ where it is no plugin");

        Fault Missing(string message, string fix) => new(FaultCodes.PluginClassMissing, message, fix) { File = file };
    }

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
        var getters = new LiteralGetter(assemblies);
        var type = new TypePlace(assemblies.Main, handle);
        var kinds = Kinds(contracts).ToList();
        var declared = getters.Number(type, "get_Type") is { } number && Enum.IsDefined((PluginType)number) ? (PluginType?)number : null;
        var name = getters.Text(type, "get_Name") ?? SnakeCase.From(simpleName);
        var version = getters.Text(type, "get_Version");
        return new IndexedPlugin(name, fullName, declared ?? kinds.FirstOrDefault(), version, getters.Text(type, "get_Description") ?? "")
        {
            Faults = PluginIdentity.Faults(name, version, declared, kinds, simpleName, file),
        };
    }

    private bool IsClass(TypeDefinitionHandle handle) => (_metadata.GetTypeDefinition(handle).Attributes & TypeAttributes.Interface) == 0;

    private bool IsConcreteClass(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        return IsClass(handle) && (type.Attributes & TypeAttributes.Abstract) == 0 && type.GetGenericParameters().Count == 0;
    }

    /// <summary>The host's contract types that a class derives from or implements, through classes of its own assembly and of those beside it.</summary>
    private List<Type> Contracts(TypeDefinitionHandle handle)
    {
        var found = new List<Type>();
        var open = new Stack<(AssemblyModule Module, EntityHandle Type)>([(assemblies.Main, handle)]);
        while (open.TryPop(out var next))
        {
            if (assemblies.Find(next.Module, next.Type) is { } place)
            {
                var definition = place.Definition;
                if (!definition.BaseType.IsNil)
                {
                    open.Push((place.Module, definition.BaseType));
                }

                foreach (var implementation in definition.GetInterfaceImplementations())
                {
                    open.Push((place.Module, place.Module.Metadata.GetInterfaceImplementation(implementation).Interface));
                }
            }
            else if (Contract(next.Module.Metadata, next.Type) is { } contract)
            {
                found.Add(contract);
            }
        }

        return found;
    }

    private static Type? Contract(MetadataReader metadata, EntityHandle type)
    {
        var handle = type.Kind == HandleKind.TypeSpecification ? metadata.GenericDefinition((TypeSpecificationHandle)type) : type;
        return handle.Kind == HandleKind.TypeReference && metadata.AssemblyOf((TypeReferenceHandle)handle) == HostAssemblies.Contracts
            ? typeof(IPlugin).Assembly.GetType(metadata.FullName((TypeReferenceHandle)handle)) : null;
    }

    private static IEnumerable<PluginType> Kinds(List<Type> contracts) => PluginIdentity.Kinds(kind => contracts.Any(kind.IsAssignableFrom));
}
