using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Omua.Analyzers.Conduct;

/// <summary>Secrets that would be written where people and other programs read: logs, exceptions, the console, faults of options.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SecretAnalyzer : ContractAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.SecretShown];

    protected override void Start(CompilationStartAnalysisContext context, ContractTypes contracts)
    {
        var secrets = new Secrets(contracts.SecretAttribute);
        var logger = contracts.Find("Microsoft.Extensions.Logging.ILogger");
        var exception = contracts.Find("System.Exception");
        var console = contracts.Find("System.Console");
        context.RegisterOperationAction(found =>
        {
            var call = (IInvocationOperation)found.Operation;
            var place = IsLogging(call.TargetMethod, logger) ? "the log"
                : SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, console) ? "the console" : null;
            Judge(found, place, call.Arguments);
        }, OperationKind.Invocation);
        context.RegisterOperationAction(found =>
        {
            var creation = (IObjectCreationOperation)found.Operation;
            var place = IsA(creation.Type, exception) ? "the message of an exception"
                : SymbolEqualityComparer.Default.Equals(creation.Type, contracts.OptionFault) ? "a message" : null;
            Judge(found, place, creation.Arguments);
        }, OperationKind.ObjectCreation);

        void Judge(OperationAnalysisContext found, string? place, ImmutableArray<IArgumentOperation> arguments)
        {
            if (place is null)
            {
                return;
            }

            foreach (var (operation, name) in arguments.SelectMany(argument => secrets.Shown(argument.Value)))
            {
                found.ReportDiagnostic(Diagnostic.Create(Rules.SecretShown, operation.Syntax.GetLocation(), name, place));
            }
        }
    }

    private static bool IsLogging(IMethodSymbol method, INamedTypeSymbol? logger) => logger is not null
        && (method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "LoggerMessageAttribute")
            || IsLogger(method.ContainingType) || (method.ReducedFrom ?? method) is { IsExtensionMethod: true, Parameters: [{ Type: INamedTypeSymbol first }, ..] } && IsLogger(first));

    private static bool IsLogger(INamedTypeSymbol type) => type.Name == "ILogger" || type.AllInterfaces.Any(each => each.Name == "ILogger");

    private static bool IsA(ITypeSymbol? type, INamedTypeSymbol? ancestor)
    {
        for (var each = type; each is not null; each = each.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(each, ancestor))
            {
                return true;
            }
        }

        return false;
    }
}
