using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Omua.Analyzers.Lifetime;

/// <summary>Libraries that remember the types that they have seen, for good.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ProcessCacheAnalyzer : ContractAnalyzer
{
    private static readonly Dictionary<string, string> Caches = new()
    {
        ["System.ComponentModel.TypeDescriptor"] = "read properties by reflection, or parse the text",
        ["System.ComponentModel.DataAnnotations.Validator"] = "implement IValidated on the options",
        ["Newtonsoft.Json.JsonConvert"] = "use JsonNode, or a source-generated JsonSerializerContext",
        ["Newtonsoft.Json.JsonSerializer"] = "use JsonNode, or a source-generated JsonSerializerContext",
    };

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.ProcessCache];

    protected override void Start(CompilationStartAnalysisContext context, ContractTypes contracts)
    {
        var caches = Caches.Where(each => contracts.Find(each.Key) is not null)
            .ToDictionary(each => (ISymbol)contracts.Find(each.Key)!, each => each.Value, SymbolEqualityComparer.Default);
        context.RegisterOperationAction(found =>
        {
            var type = ((IInvocationOperation)found.Operation).TargetMethod.ContainingType;
            if (caches.TryGetValue(type, out var instead))
            {
                found.ReportDiagnostic(Diagnostic.Create(Rules.ProcessCache, found.Operation.Syntax.GetLocation(), type.Name, instead));
            }
        }, OperationKind.Invocation);
        context.RegisterOperationAction(found =>
        {
            if (found.Operation.Parent is not IDynamicInvocationOperation)
            {
                found.ReportDiagnostic(Diagnostic.Create(Rules.ProcessCache, found.Operation.Syntax.GetLocation(), "A dynamic call", "call through an interface"));
            }
        }, OperationKind.DynamicInvocation, OperationKind.DynamicMemberReference, OperationKind.DynamicIndexerAccess, OperationKind.DynamicObjectCreation);
    }
}
