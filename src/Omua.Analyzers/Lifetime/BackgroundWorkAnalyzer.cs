using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Omua.Analyzers.Lifetime;

/// <summary>Work that is started and that nobody awaits.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class BackgroundWorkAnalyzer : ContractAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.WorkNotOwned];

    protected override void Start(CompilationStartAnalysisContext context, ContractTypes contracts)
    {
        var starters = new[] { "System.Threading.Tasks.Task", "System.Threading.Tasks.TaskFactory" }.Select(contracts.Find).ToList();
        var pool = contracts.Find("System.Threading.ThreadPool");
        var thread = contracts.Find("System.Threading.Thread");
        context.RegisterOperationAction(found =>
        {
            var method = ((IInvocationOperation)found.Operation).TargetMethod;
            var isStarted = method.Name is "Run" or "StartNew" && starters.Contains(method.ContainingType, SymbolEqualityComparer.Default)
                && Keeper.Of(found.Operation, out var keeper) && keeper is null;
            var isQueued = method.Name is "QueueUserWorkItem" or "UnsafeQueueUserWorkItem" && SymbolEqualityComparer.Default.Equals(method.ContainingType, pool);
            if (isStarted || isQueued)
            {
                found.ReportDiagnostic(Diagnostic.Create(Rules.WorkNotOwned, found.Operation.Syntax.GetLocation(), $"{method.ContainingType.Name}.{method.Name}"));
            }
        }, OperationKind.Invocation);
        context.RegisterOperationAction(found =>
        {
            if (SymbolEqualityComparer.Default.Equals(found.Operation.Type, thread))
            {
                found.ReportDiagnostic(Diagnostic.Create(Rules.WorkNotOwned, found.Operation.Syntax.GetLocation(), "a new Thread"));
            }
        }, OperationKind.ObjectCreation);
    }
}
