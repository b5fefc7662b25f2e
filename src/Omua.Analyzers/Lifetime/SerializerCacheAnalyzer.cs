using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Omua.Analyzers.Lifetime;

/// <summary>Serialization by reflection of a type that the plugin declares: System.Text.Json keeps what it learns of it for the life of the process.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SerializerCacheAnalyzer : ContractAnalyzer
{
    private static readonly string[] Serializers =
    [
        "System.Text.Json.JsonSerializer", "System.Net.Http.Json.HttpClientJsonExtensions", "System.Net.Http.Json.HttpContentJsonExtensions",
        "System.Net.Http.Json.JsonContent",
    ];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.SerializerCache];

    protected override void Start(CompilationStartAnalysisContext context, ContractTypes contracts)
    {
        var serializers = Serializers.Select(contracts.Find).ToList();
        var generated = contracts.Find("System.Text.Json.Serialization.JsonSerializerContext");
        context.RegisterOperationAction(found =>
        {
            var call = (IInvocationOperation)found.Operation;
            var method = call.TargetMethod;
            if (serializers.Contains(method.ContainingType, SymbolEqualityComparer.Default) && !call.Arguments.Any(argument => IsGenerated(argument, generated))
                && Types(call).FirstOrDefault(type => Mentions(type, found.Compilation.Assembly)) is { } type)
            {
                found.ReportDiagnostic(Diagnostic.Create(Rules.SerializerCache, call.Syntax.GetLocation(), $"{method.ContainingType.Name}.{method.Name}", type.IsAnonymousType ? "an anonymous type" : type.Name));
            }
        }, OperationKind.Invocation);
    }

    /// <summary>An argument that brings what a source generator wrote: type information, a context, or a context's options.</summary>
    private static bool IsGenerated(IArgumentOperation argument, INamedTypeSymbol? context) =>
        argument.Parameter?.Type.Name is "JsonTypeInfo" or "JsonSerializerContext"
        || (argument.Value is IPropertyReferenceOperation { Property.Name: "Options", Instance.Type: { } owner } && SymbolEqualityComparer.Default.Equals(owner.BaseType, context));

    private static IEnumerable<ITypeSymbol> Types(IInvocationOperation call) => call.TargetMethod.TypeArguments.Concat(call.Arguments
        .Select(argument => argument.Value is IConversionOperation boxed ? boxed.Operand : argument.Value)
        .Select(value => value is ITypeOfOperation named ? named.TypeOperand : value.Type).OfType<ITypeSymbol>());

    private static bool Mentions(ITypeSymbol type, IAssemblySymbol assembly) => type switch
    {
        IArrayTypeSymbol array => Mentions(array.ElementType, assembly),
        INamedTypeSymbol { IsGenericType: true } generic when generic.TypeArguments.Any(argument => Mentions(argument, assembly)) => true,
        INamedTypeSymbol named => SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, assembly),
        _ => false,
    };
}
