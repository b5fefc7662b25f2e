using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Omua.Analyzers.Lifetime;

/// <summary>Garbage-collection handles of a class that frees none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class HandleAnalyzer : ContractAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.HandleNotFreed];

    protected override void Start(CompilationStartAnalysisContext context, ContractTypes contracts)
    {
        var handle = contracts.Find("System.Runtime.InteropServices.GCHandle");
        context.RegisterSymbolStartAction(start =>
        {
            var calls = new ConcurrentBag<IInvocationOperation>();
            start.RegisterOperationAction(found =>
            {
                if (SymbolEqualityComparer.Default.Equals(((IInvocationOperation)found.Operation).TargetMethod.ContainingType, handle))
                {
                    calls.Add((IInvocationOperation)found.Operation);
                }
            }, OperationKind.Invocation);
            start.RegisterSymbolEndAction(end =>
            {
                if (calls.Any(call => call.TargetMethod.Name == "Free"))
                {
                    return;
                }

                foreach (var call in calls.Where(call => call.TargetMethod.Name == "Alloc"))
                {
                    end.ReportDiagnostic(Diagnostic.Create(Rules.HandleNotFreed, call.Syntax.GetLocation()));
                }
            });
        }, SymbolKind.NamedType);
    }
}
