using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Omua.Analyzers.Lifetime;

/// <summary>Handlers on events that live as long as the process, which the class never takes off again.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class HostEventAnalyzer : ContractAnalyzer
{
    private static readonly string[] ProcessWide = ["System.AppDomain", "System.Runtime.Loader.AssemblyLoadContext"];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.HostEvent];

    protected override void Start(CompilationStartAnalysisContext context, ContractTypes contracts)
    {
        var processWide = ProcessWide.Select(contracts.Find).ToList();
        context.RegisterSymbolStartAction(start =>
        {
            var added = new ConcurrentBag<(IEventSymbol Event, Location Place)>();
            var removed = new ConcurrentBag<IEventSymbol>();
            start.RegisterOperationAction(found =>
            {
                var assignment = (IEventAssignmentOperation)found.Operation;
                if (assignment.EventReference is not IEventReferenceOperation { Event: var target }
                    || SymbolEqualityComparer.Default.Equals(target.ContainingAssembly, found.Compilation.Assembly)
                    || !(target.IsStatic || processWide.Contains(target.ContainingType, SymbolEqualityComparer.Default)))
                {
                    return;
                }

                if (assignment.Adds)
                {
                    added.Add((target, assignment.Syntax.GetLocation()));
                }
                else
                {
                    removed.Add(target);
                }
            }, OperationKind.EventAssignment);
            start.RegisterSymbolEndAction(end =>
            {
                foreach (var (target, place) in added.Where(each => !removed.Contains(each.Event, SymbolEqualityComparer.Default)))
                {
                    end.ReportDiagnostic(Diagnostic.Create(Rules.HostEvent, place, $"The handler on {target.ContainingType.Name}.{target.Name}"));
                }
            });
        }, SymbolKind.NamedType);
    }
}
