using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Omua.Analyzers.Async;

/// <summary>Asynchronous functions that nobody can await, lambdas among them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class AsyncVoidAnalyzer : ContractAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.AsyncVoid];

    protected override void Start(CompilationStartAnalysisContext context, ContractTypes contracts)
    {
        context.RegisterSymbolAction(found => Judge((IMethodSymbol)found.Symbol, found.Symbol.Locations[0], found.ReportDiagnostic), SymbolKind.Method);
        context.RegisterOperationAction(
            found => Judge(((ILocalFunctionOperation)found.Operation).Symbol, ((ILocalFunctionOperation)found.Operation).Symbol.Locations[0], found.ReportDiagnostic),
            OperationKind.LocalFunction);
        context.RegisterOperationAction(
            found => Judge(((IAnonymousFunctionOperation)found.Operation).Symbol, found.Operation.Syntax.GetLocation(), found.ReportDiagnostic), OperationKind.AnonymousFunction);
    }

    private static void Judge(IMethodSymbol method, Location place, Action<Diagnostic> report)
    {
        if (method is { IsAsync: true, ReturnsVoid: true })
        {
            report(Diagnostic.Create(Rules.AsyncVoid, place, method.MethodKind == MethodKind.AnonymousFunction ? "This lambda" : method.Name));
        }
    }
}
