using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Omua.Analyzers.Async;

/// <summary>Calls that hold a thread until something else is done.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class BlockingCallAnalyzer : ContractAnalyzer
{
    private static readonly HashSet<string> Awaiters =
        ["TaskAwaiter", "ValueTaskAwaiter", "ConfiguredTaskAwaiter", "ConfiguredValueTaskAwaiter"];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.Blocks];

    protected override void Start(CompilationStartAnalysisContext context, ContractTypes contracts)
    {
        var thread = contracts.Find("System.Threading.Thread");
        var task = contracts.Find("System.Threading.Tasks.Task");
        var results = new[] { "System.Threading.Tasks.Task`1", "System.Threading.Tasks.ValueTask`1" }
            .Select(name => contracts.Find(name)?.GetMembers("Result").SingleOrDefault()).ToList();
        context.RegisterOperationAction(found =>
        {
            if (results.Contains(((IPropertyReferenceOperation)found.Operation).Property.OriginalDefinition, SymbolEqualityComparer.Default))
            {
                Report(found, ".Result", "await the task");
            }
        }, OperationKind.PropertyReference);
        context.RegisterOperationAction(found =>
        {
            var method = ((IInvocationOperation)found.Operation).TargetMethod;
            var type = method.ContainingType;
            if (method.Name == "Sleep" && Same(type, thread))
            {
                Report(found, "Thread.Sleep", "await Task.Delay with Context.Time and the token");
            }
            else if (method.Name is "Wait" or "WaitAll" or "WaitAny" && Same(type, task))
            {
                Report(found, $"Task.{method.Name}", method.Name == "Wait" ? "await the task" : $"await Task.{method.Name.Replace("Wait", "When")}");
            }
            else if (method.Name == "GetResult" && Awaiters.Contains(type.Name) && type.ContainingNamespace.ToString() == "System.Runtime.CompilerServices")
            {
                Report(found, "GetAwaiter().GetResult()", "await the task");
            }
        }, OperationKind.Invocation);
    }

    private static bool Same(INamedTypeSymbol type, INamedTypeSymbol? other) => SymbolEqualityComparer.Default.Equals(type, other);

    private static void Report(OperationAnalysisContext context, string call, string instead) =>
        context.ReportDiagnostic(Diagnostic.Create(Rules.Blocks, context.Operation.Syntax.GetLocation(), call, instead));
}
