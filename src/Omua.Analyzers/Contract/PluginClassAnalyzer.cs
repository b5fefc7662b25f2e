using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Omua.Analyzers.Contract;

/// <summary>Whether a class is a plugin that the host finds and can create.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PluginClassAnalyzer : ContractAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.NotAPlugin, Rules.NoWork, Rules.CannotBeCreated];

    protected override void Start(CompilationStartAnalysisContext context, ContractTypes contracts) => context.RegisterSymbolAction(found =>
    {
        var type = (INamedTypeSymbol)found.Symbol;
        if (type is { TypeKind: TypeKind.Class, IsAbstract: false } && Fault(type, contracts) is { } fault)
        {
            found.ReportDiagnostic(fault);
        }
    }, SymbolKind.NamedType);

    private static Diagnostic? Fault(INamedTypeSymbol type, ContractTypes contracts)
    {
        var place = type.Locations[0];
        var kinds = contracts.KindsOf(type);
        if (!contracts.IsPlugin(type))
        {
            // A class that is not public does the work for a plugin, behind it: a guard or a fake.
            return kinds.Count > 0 && type.DeclaredAccessibility == Accessibility.Public
                ? Diagnostic.Create(Rules.NotAPlugin, place, type.Name, kinds[0].Interface.Name, kinds[0].BaseClass) : null;
        }

        return kinds.Count == 0 ? Diagnostic.Create(Rules.NoWork, place, type.Name)
            : type.IsGenericType ? Diagnostic.Create(Rules.CannotBeCreated, place, type.Name, "it is generic; derive a class that is not")
            : !type.InstanceConstructors.Any(constructor => constructor.DeclaredAccessibility == Accessibility.Public)
                ? Diagnostic.Create(Rules.CannotBeCreated, place, type.Name, "it has no public constructor; make one public")
            : null;
    }
}
