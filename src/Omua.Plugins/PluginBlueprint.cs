using System.Reflection;
using System.Runtime.ExceptionServices;
using Omua.Plugins.Index;
using Omua.Plugins.Loading;

namespace Omua.Plugins;

/// <summary>Makes instances of a plugin that are constructed and nothing more: whoever asks for them binds, initializes and ends them. For conformance kits.</summary>
public sealed class PluginBlueprint
{
    private static readonly IReadOnlyDictionary<string, object?> NoArguments = new Dictionary<string, object?>();
    private readonly CatalogPlugin _plugin;
    private readonly Type _type;

    internal PluginBlueprint(CatalogPlugin plugin, Type type, IPluginConfigurations? configurations)
    {
        (_plugin, _type) = (plugin, type);
        Configuration = configurations?.For(plugin.Entry.Name, Filling().Keys) ?? EmptyConfiguration.Instance;
    }

    /// <summary>The plugin as it is listed.</summary>
    public PluginEntry Entry => _plugin.Entry;

    /// <summary>The plugin's section.</summary>
    public IPluginConfiguration Configuration { get; }

    /// <summary>Keys that the constructor takes, in snake_case.</summary>
    public IReadOnlyCollection<string> ConstructorKeys => Filling().Keys;

    /// <summary>A new instance, its constructor filled from a section.</summary>
    /// <exception cref="FaultException">A parameter has no value, or one of the wrong type.</exception>
    public IPlugin Create(IPluginConfiguration configuration)
    {
        var (constructor, arguments) = Filling().Choose(configuration);
        try
        {
            return (IPlugin)constructor.Invoke(arguments);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    private ConstructorArguments Filling() => new(_type, _plugin.Entry.Name, _plugin.Entry.Path, NoArguments);
}
