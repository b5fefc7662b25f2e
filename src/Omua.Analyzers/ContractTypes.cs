using Microsoft.CodeAnalysis;

namespace Omua.Analyzers;

/// <summary>The contracts as the analysed code sees them.</summary>
internal sealed class ContractTypes
{
    private const string Space = "Omua.Abstractions.";
    private readonly Compilation _compilation;

    private ContractTypes(Compilation compilation, INamedTypeSymbol plugin)
    {
        _compilation = compilation;
        Plugin = plugin;
        Kinds = ImmutableArray.CreateRange(new[] { ("IAgent", "Agent", "AgentPlugin"), ("ILlmBackend", "LlmBackend", "LlmBackendPlugin"), ("IStorageBackend", "StorageBackend", "StorageBackendPlugin") }
            .Select(kind => (Interface: Find(Space + kind.Item1), kind.Item2, kind.Item3))
            .Where(kind => kind.Interface is not null)
            .Select(kind => new PluginKind(kind.Interface!, kind.Item2, kind.Item3)));
        PluginType = Find(Space + "PluginType");
        PluginBase = Find(Space + "Plugin");
        Scope = Find(Space + "IPluginScope");
        OptionFault = Find(Space + "OptionFault");
        SecretAttribute = Find(Space + "SecretAttribute");
        CancellationToken = Find("System.Threading.CancellationToken");
    }

    public INamedTypeSymbol Plugin { get; }

    /// <summary>The class <c>Plugin</c>, whose heirs have <c>Context</c>.</summary>
    public INamedTypeSymbol? PluginBase { get; }

    public ImmutableArray<PluginKind> Kinds { get; }

    public INamedTypeSymbol? PluginType { get; }

    public INamedTypeSymbol? Scope { get; }

    public INamedTypeSymbol? OptionFault { get; }

    public INamedTypeSymbol? SecretAttribute { get; }

    public INamedTypeSymbol? CancellationToken { get; }

    public static ContractTypes? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName(Space + "IPlugin") is { } plugin && !SymbolEqualityComparer.Default.Equals(plugin.ContainingAssembly, compilation.Assembly)
            ? new ContractTypes(compilation, plugin) : null;

    public INamedTypeSymbol? Find(string name) => _compilation.GetTypeByMetadataName(name);

    /// <summary>The kinds of plugin that a class is by its interfaces.</summary>
    public IReadOnlyList<PluginKind> KindsOf(INamedTypeSymbol type) => [.. Kinds.Where(kind => Implements(type, kind.Interface))];

    public bool IsPlugin(INamedTypeSymbol type) => Implements(type, Plugin);

    /// <summary>Whether code in the class has <c>Context</c> at hand.</summary>
    public bool HasContext(INamedTypeSymbol? type)
    {
        for (var each = type; each is not null; each = each.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(each, PluginBase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Implements(INamedTypeSymbol type, INamedTypeSymbol contract) => type.AllInterfaces.Contains(contract, SymbolEqualityComparer.Default);
}
