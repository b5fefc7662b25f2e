using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Omua.Analyzers.Lifetime;

/// <summary>Things that the process keeps running until they are disposed of, kept by a class that never does so.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class OwnershipAnalyzer : ContractAnalyzer
{
    private static readonly string[] Running =
    [
        "System.Threading.Timer", "System.Threading.PeriodicTimer", "System.Timers.Timer", "System.Threading.ITimer", "System.IO.FileSystemWatcher",
        "System.Diagnostics.Metrics.Meter", "System.Diagnostics.Metrics.MeterListener", "System.Diagnostics.ActivityListener",
    ];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.NotEnded];

    protected override void Start(CompilationStartAnalysisContext context, ContractTypes contracts)
    {
        var running = Running.Select(contracts.Find).ToList();
        context.RegisterSymbolStartAction(start =>
        {
            var made = new ConcurrentBag<(ISymbol? Keeper, IOperation Made)>();
            var ended = new ConcurrentBag<ISymbol>();
            start.RegisterOperationAction(found =>
            {
                var type = found.Operation.Type;
                if (found.Operation is IObjectCreationOperation or IInvocationOperation { TargetMethod.Name: "CreateTimer" }
                    && running.Contains(type, SymbolEqualityComparer.Default) && Keeper.Of(found.Operation, out var keeper))
                {
                    made.Add((keeper, found.Operation));
                }

                if (found.Operation is IInvocationOperation call)
                {
                    foreach (var symbol in Ends(call))
                    {
                        ended.Add(symbol);
                    }
                }
            }, OperationKind.ObjectCreation, OperationKind.Invocation);
            start.RegisterOperationAction(found =>
            {
                if (Keeper.Symbol(((IUsingOperation)found.Operation).Resources) is { } symbol)
                {
                    ended.Add(symbol);
                }
            }, OperationKind.Using);
            start.RegisterSymbolEndAction(end =>
            {
                foreach (var (keeper, operation) in made.Where(each => each.Keeper is null || !ended.Contains(each.Keeper, SymbolEqualityComparer.Default)))
                {
                    // A static one has its own rule.
                    if (keeper is not IFieldSymbol { IsStatic: true })
                    {
                        end.ReportDiagnostic(Diagnostic.Create(Rules.NotEnded, operation.Syntax.GetLocation(), operation.Type!.Name));
                    }
                }
            });
        }, SymbolKind.NamedType);
    }

    /// <summary>What a call disposes of, or takes over as an argument.</summary>
    private static IEnumerable<ISymbol> Ends(IInvocationOperation call)
    {
        var disposed = call.TargetMethod.Name is "Dispose" or "DisposeAsync" or "Close" ? Keeper.Symbol(call.Instance) : null;
        return call.Arguments.Select(argument => Keeper.Symbol(argument.Value)).Append(disposed).OfType<ISymbol>();
    }
}
