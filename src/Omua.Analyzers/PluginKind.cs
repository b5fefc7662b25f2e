using Microsoft.CodeAnalysis;

namespace Omua.Analyzers;

/// <summary>A kind of plugin: its interface, its member of <c>PluginType</c> and its base class.</summary>
internal sealed class PluginKind(INamedTypeSymbol contract, string type, string baseClass)
{
    public INamedTypeSymbol Interface { get; } = contract;

    public string Type { get; } = type;

    public string BaseClass { get; } = baseClass;
}
