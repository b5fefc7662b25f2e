using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omua.Analyzers.Async;

/// <summary>The cancellation token that a call could pass on: that of the nearest function around it that has one.</summary>
internal static class TokenInReach
{
    public static IParameterSymbol? Of(IOperation operation, ISymbol owner, INamedTypeSymbol token)
    {
        for (var each = operation.Parent; each is not null; each = each.Parent)
        {
            // What cleans up runs to its end, cancelled or not.
            if (each is ITryOperation { Finally: { } last } && last.Syntax.Span.Contains(operation.Syntax.Span))
            {
                return null;
            }

            var function = each switch
            {
                IAnonymousFunctionOperation lambda => lambda.Symbol,
                ILocalFunctionOperation local => local.Symbol,
                _ => null,
            };
            if (function is not null && (Parameter(function, token) is { } found || function.IsStatic))
            {
                return Parameter(function, token);
            }
        }

        return owner is IMethodSymbol method ? Parameter(method, token) : null;
    }

    private static IParameterSymbol? Parameter(IMethodSymbol method, INamedTypeSymbol token) =>
        method.Parameters.FirstOrDefault(parameter => parameter.RefKind == RefKind.None && SymbolEqualityComparer.Default.Equals(parameter.Type, token));
}
