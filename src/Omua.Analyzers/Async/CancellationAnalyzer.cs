using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Omua.Analyzers.Async;

/// <summary>Tokens that are not passed on, and contract methods that never look at theirs: the host then has to abandon the plugin.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class CancellationAnalyzer : ContractAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.TokenNotPassed, Rules.TokenNotObserved];

    protected override void Start(CompilationStartAnalysisContext context, ContractTypes contracts)
    {
        if (contracts.CancellationToken is { } token)
        {
            context.RegisterOperationBlockAction(found => Judge(found, contracts, token));
        }
    }

    private static void Judge(OperationBlockAnalysisContext context, ContractTypes contracts, INamedTypeSymbol token)
    {
        var all = context.OperationBlocks.SelectMany(block => block.DescendantsAndSelf()).ToList();
        var isPassed = true;
        foreach (var call in all.OfType<IInvocationOperation>())
        {
            if (TokenInReach.Of(call, context.OwningSymbol, token) is { } reach && CancellableCall.LacksToken(call, token))
            {
                isPassed = false;
                context.ReportDiagnostic(Replacement.Create(Rules.TokenNotPassed, call.Syntax.GetLocation(), reach.Name, call.TargetMethod.Name, reach.Name));
            }
        }

        if (isPassed && context.OwningSymbol is IMethodSymbol method && method.Name != "ShutdownAsync" && IsContract(method, contracts)
            && method.Parameters.FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each.Type, token)) is { } parameter
            && all.Any(Lasts) && !all.OfType<IParameterReferenceOperation>().Any(use => SymbolEqualityComparer.Default.Equals(use.Parameter, parameter)))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.TokenNotObserved, parameter.Locations[0], method.Name, parameter.Name));
        }
    }

    /// <summary>Work that can take longer than a moment.</summary>
    private static bool Lasts(IOperation operation) => operation is IAwaitOperation or IWhileLoopOperation or IForEachLoopOperation { IsAsynchronous: true };

    private static bool IsContract(IMethodSymbol method, ContractTypes contracts)
    {
        for (var each = method.OverriddenMethod; each is not null; each = each.OverriddenMethod)
        {
            if (IsOurs(each))
            {
                return true;
            }
        }

        return method.ContainingType.AllInterfaces.Where(IsOurs).SelectMany(contract => contract.GetMembers().OfType<IMethodSymbol>())
            .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

        bool IsOurs(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, contracts.Plugin.ContainingAssembly);
    }
}
