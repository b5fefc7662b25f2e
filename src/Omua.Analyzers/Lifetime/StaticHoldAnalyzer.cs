using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Omua.Analyzers.Lifetime;

/// <summary>Static fields whose value the process holds: per-thread slots and timers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class StaticHoldAnalyzer : ContractAnalyzer
{
    private static readonly Dictionary<string, string> Held = new()
    {
        ["System.Threading.ThreadLocal`1"] = "",
        ["System.Threading.AsyncLocal`1"] = "",
        ["System.Threading.Timer"] = " and use Context.Scope.Every",
        ["System.Threading.PeriodicTimer"] = " and use Context.Scope.Every",
        ["System.Threading.ITimer"] = " and use Context.Scope.Every",
        ["System.Timers.Timer"] = " and use Context.Scope.Every",
    };

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.StaticHold];

    protected override void Start(CompilationStartAnalysisContext context, ContractTypes contracts)
    {
        var held = Held.Where(each => contracts.Find(each.Key) is not null)
            .ToDictionary(each => (ISymbol)contracts.Find(each.Key)!, each => each.Value, SymbolEqualityComparer.Default);
        context.RegisterSymbolAction(found =>
        {
            var field = (IFieldSymbol)found.Symbol;
            if (field is { IsStatic: true, IsImplicitlyDeclared: false } && held.TryGetValue(field.Type.OriginalDefinition, out var instead))
            {
                found.ReportDiagnostic(Diagnostic.Create(Rules.StaticHold, field.Locations[0], field.Type.Name, field.Name, instead));
            }
        }, SymbolKind.Field);
    }
}
