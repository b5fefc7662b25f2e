using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omua.Analyzers.Async;

/// <summary>A call that could take a cancellation token.</summary>
internal static class CancellableCall
{
    /// <summary>Whether a token is left out, as an optional argument or by the choice of overload. One that is written, <c>default</c> too, was meant.</summary>
    public static bool LacksToken(IInvocationOperation call, INamedTypeSymbol token)
    {
        var method = call.TargetMethod;
        if (method.Name is "Run" or "StartNew" or "Wait" or "WaitAll" or "WaitAny" && method.ContainingType.Name is "Task" or "TaskFactory")
        {
            // The token of Task.Run only keeps work from starting; what blocks has a rule of its own.
            return false;
        }

        var taken = call.Arguments.Where(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter?.Type, token)).ToList();
        return taken.Count > 0
            ? taken.All(argument => argument.ArgumentKind == ArgumentKind.DefaultValue)
            : method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other => IsSameWithToken(method, other, token));
    }

    private static bool IsSameWithToken(IMethodSymbol method, IMethodSymbol other, INamedTypeSymbol token)
    {
        var ours = method.ReducedFrom ?? method;
        return other.Parameters.Length == ours.Parameters.Length + 1
            && other.IsStatic == ours.IsStatic && other.Arity == ours.Arity && other.DeclaredAccessibility == Accessibility.Public
            && !other.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ObsoleteAttribute")
            && SymbolEqualityComparer.Default.Equals(other.Parameters[other.Parameters.Length - 1].Type, token)
            && ours.OriginalDefinition.Parameters.Zip(other.OriginalDefinition.Parameters, (one, two) => SameType(one.Type, two.Type)).All(same => same);
    }

    /// <summary>Type parameters of two overloads are two symbols; their place tells that they stand for the same.</summary>
    private static bool SameType(ITypeSymbol one, ITypeSymbol two) => one is ITypeParameterSymbol left && two is ITypeParameterSymbol right
        ? left.Ordinal == right.Ordinal && left.TypeParameterKind == right.TypeParameterKind
        : SymbolEqualityComparer.Default.Equals(one, two) || one.ToDisplayString() == two.ToDisplayString();
}
