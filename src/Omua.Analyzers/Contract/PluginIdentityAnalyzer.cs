using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Omua.Analyzers.Contract;

/// <summary>What a plugin says of itself: the host reads Name, Version, Type and Description from the compiled getters, without running them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PluginIdentityAnalyzer : ContractAnalyzer
{
    private static readonly string[] Properties = ["Name", "Version", "Type", "Description"];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Rules.TypeDoesNotMatch, Rules.NameNotSnakeCase, Rules.VersionNotSemVer, Rules.NotALiteral];

    protected override void Start(CompilationStartAnalysisContext context, ContractTypes contracts) => context.RegisterSymbolStartAction(start =>
    {
        var type = (INamedTypeSymbol)start.Symbol;
        if (type.TypeKind != TypeKind.Class || !contracts.IsPlugin(type))
        {
            return;
        }

        var promised = Properties.Select(name => type.FindImplementationForInterfaceMember(contracts.Plugin.GetMembers(name).Single())).ToList();
        var said = type.GetMembers().OfType<IPropertySymbol>().Where(property => !property.IsAbstract && promised.Contains(First(property), SymbolEqualityComparer.Default))
            .ToDictionary(property => property, property => Simple(property.Name), (IEqualityComparer<IPropertySymbol>)SymbolEqualityComparer.Default);
        var getters = new GetterValues();
        start.RegisterOperationBlockAction(getters.Collect);
        start.RegisterOperationAction(getters.CollectStore, OperationKind.SimpleAssignment);
        start.RegisterSymbolEndAction(end =>
        {
            foreach (var property in said)
            {
                Judge(end.ReportDiagnostic, contracts, type, property.Key, property.Value, getters);
            }
        });
    }, SymbolKind.NamedType);

    /// <summary>The property that an override goes back to; that is the one which implements the interface.</summary>
    private static IPropertySymbol First(IPropertySymbol property) => property.OverriddenProperty is { } overridden ? First(overridden) : property;

    /// <summary>An explicit implementation is named <c>Omua.Abstractions.IPlugin.Name</c>.</summary>
    private static string Simple(string name) => name.Substring(name.LastIndexOf('.') + 1);

    private static void Judge(
        Action<Diagnostic> report, ContractTypes contracts, INamedTypeSymbol type, IPropertySymbol property, string name, GetterValues getters)
    {
        var (value, place) = getters.Of(property);
        place ??= property.Locations[0];
        switch (name, value)
        {
            case (_, null):
                report(Diagnostic.Create(Rules.NotALiteral, place, name, type.Name, Example(name, type, contracts)));
                break;
            case ("Name", string text) when !Words.IsName(text):
                var snake = Words.NearestName(text.Length == 0 ? type.Name : text);
                report(Replacement.Create(Rules.NameNotSnakeCase, place, Quoted(snake), text, snake));
                break;
            case ("Version", string text) when !Words.IsVersion(text):
                var nearest = Words.NearestVersion(text);
                report(Replacement.Create(Rules.VersionNotSemVer, place, Quoted(nearest), text, nearest));
                break;
            case ("Type", int number):
                var kinds = contracts.KindsOf(type);
                var stated = contracts.PluginType?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => Equals(field.ConstantValue, number))?.Name;
                if (kinds.Count > 0 && kinds.All(kind => kind.Type != stated))
                {
                    report(Replacement.Create(
                        Rules.TypeDoesNotMatch, place, $"PluginType.{kinds[0].Type}", type.Name, stated ?? $"{number}", string.Join(" and ", kinds.Select(kind => kind.Interface.Name)), kinds[0].Type));
                }

                break;
            default:
                break;
        }
    }

    private static string Quoted(string text) => $"\"{text}\"";

    private static string Example(string name, INamedTypeSymbol type, ContractTypes contracts) => name switch
    {
        "Name" => Quoted(Words.NearestName(type.Name)),
        "Version" => "\"1.0.0\"",
        "Type" => $"PluginType.{contracts.KindsOf(type).FirstOrDefault()?.Type ?? "Agent"}",
        _ => "\"What it does.\"",
    };
}
