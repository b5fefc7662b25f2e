using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Omua.Analyzers.Conduct;

/// <summary>What a plugin takes from the process although the host gives it: clock, HTTP client, seed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class HostServicesAnalyzer : ContractAnalyzer
{
    private static readonly Dictionary<string, string> Instead = new()
    {
        ["DateTime.Now"] = "Context.Time.GetLocalNow().DateTime",
        ["DateTime.Today"] = "Context.Time.GetLocalNow().Date",
        ["DateTime.UtcNow"] = "Context.Time.GetUtcNow().UtcDateTime",
        ["DateTimeOffset.Now"] = "Context.Time.GetLocalNow()",
        ["DateTimeOffset.UtcNow"] = "Context.Time.GetUtcNow()",
        ["TimeProvider.System"] = "Context.Time",
    };

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.WallClock, Rules.OwnHttpClient, Rules.UnseededRandom];

    protected override void Start(CompilationStartAnalysisContext context, ContractTypes contracts)
    {
        var clocks = new[] { "System.DateTime", "System.DateTimeOffset", "System.TimeProvider" }.Select(contracts.Find).ToList();
        var random = contracts.Find("System.Random");
        var http = contracts.Find("System.Net.Http.HttpClient");
        context.RegisterOperationAction(found =>
        {
            var property = ((IPropertyReferenceOperation)found.Operation).Property;
            var name = $"{property.ContainingType.Name}.{property.Name}";
            if (clocks.Contains(property.ContainingType, SymbolEqualityComparer.Default) && Instead.TryGetValue(name, out var instead))
            {
                Report(found, Rules.WallClock, HasContext(found, contracts) ? instead : null, name);
            }
            else if (property.Name == "Shared" && Same(property.ContainingType, random))
            {
                Report(found, Rules.UnseededRandom, null, name);
            }
        }, OperationKind.PropertyReference);
        context.RegisterOperationAction(found =>
        {
            var creation = (IObjectCreationOperation)found.Operation;
            if (Same(creation.Type, http))
            {
                Report(found, Rules.OwnHttpClient, creation.Arguments.IsEmpty && HasContext(found, contracts) && !IsUsed(creation) ? "Context.Http" : null);
            }
            else if (Same(creation.Type, random) && creation.Arguments.IsEmpty)
            {
                Report(found, Rules.UnseededRandom, null, "new Random()");
            }
        }, OperationKind.ObjectCreation);
    }

    private static bool Same(ITypeSymbol? type, INamedTypeSymbol? other) => type is not null && SymbolEqualityComparer.Default.Equals(type, other);

    /// <summary>Not in a constructor or an initializer: the context comes later.</summary>
    private static bool HasContext(OperationAnalysisContext context, ContractTypes contracts) =>
        context.ContainingSymbol is IMethodSymbol { IsStatic: false, MethodKind: not MethodKind.Constructor } && contracts.HasContext(context.ContainingSymbol.ContainingType);

    /// <summary>Whether the client stands in a <c>using</c>, which the host's own must not.</summary>
    private static bool IsUsed(IOperation creation) => creation.Syntax.Ancestors()
        .Any(node => node is UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword });

    private static void Report(OperationAnalysisContext context, DiagnosticDescriptor rule, string? instead, params object[] values) =>
        context.ReportDiagnostic(Replacement.Create(rule, context.Operation.Syntax.GetLocation(), instead, values));
}
