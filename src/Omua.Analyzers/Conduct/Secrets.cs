using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omua.Analyzers.Contract;

namespace Omua.Analyzers.Conduct;

/// <summary>Finds secrets in an expression whose text is shown.</summary>
internal sealed class Secrets(INamedTypeSymbol? mark)
{
    private static readonly string[] Endings = ["api_key", "token", "secret", "password"];

    /// <summary>The secrets whose value the expression's text would hold.</summary>
    public IEnumerable<(IOperation Operation, string Name)> Shown(IOperation value) => value switch
    {
        // What is asked of a secret (its length, whether it is null) is not the secret.
        IPropertyReferenceOperation { Instance: { } owner } reference => Named(reference, reference.Property) ?? (IsText(reference.Type) ? Shown(owner).Where(found => IsText(found.Operation.Type)) : []),
        IParameterReferenceOperation reference => Named(reference, reference.Parameter) ?? [],
        ILocalReferenceOperation reference => Named(reference, reference.Local) ?? [],
        IFieldReferenceOperation reference => Named(reference, reference.Field) ?? [],
        IBinaryOperation { OperatorKind: not BinaryOperatorKind.Add } or IIsPatternOperation or INameOfOperation => [],
        IConditionalOperation choice => Shown(choice.WhenTrue).Concat(choice.WhenFalse is null ? [] : Shown(choice.WhenFalse)),
        IInvocationOperation call => IsText(call.Type) ? Children(call) : [],
        IAnonymousFunctionOperation => [],
        _ => Children(value),
    };

    private IEnumerable<(IOperation, string)> Children(IOperation value) => value.ChildOperations.SelectMany(Shown);

    private IEnumerable<(IOperation, string)>? Named(IOperation reference, ISymbol symbol) =>
        IsSecret(symbol, reference.Type) ? [(reference, symbol.Name)]
        // A record prints all of its properties.
        : reference.Type is INamedTypeSymbol { IsRecord: true } record && record.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(each => IsSecret(each, each.Type)) is { } inner
            ? [(reference, $"{symbol.Name}.{inner.Name}")] : null;

    private bool IsSecret(ISymbol symbol, ITypeSymbol? type) =>
        symbol.GetAttributes().Any(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, mark))
        || (type?.SpecialType == SpecialType.System_String && Endings.Any(Words.ToSnakeCase(symbol.Name).EndsWithWord));

    private static bool IsText(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_String } or { SpecialType: SpecialType.System_Object };
}
