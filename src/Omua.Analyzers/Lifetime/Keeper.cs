using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omua.Analyzers.Lifetime;

/// <summary>Who keeps a new object: a field, property or local.</summary>
internal static class Keeper
{
    /// <summary>
    /// False where the object goes elsewhere (an argument, a return value, a <c>using</c>) and its end cannot be told from here;
    /// true with no symbol where it is thrown away.
    /// </summary>
    public static bool Of(IOperation made, out ISymbol? keeper)
    {
        keeper = null;
        var value = made;
        while (value.Parent is IConversionOperation or ICoalesceOperation or IConditionalOperation or IParenthesizedOperation)
        {
            value = value.Parent;
        }

        switch (value.Parent)
        {
            case IExpressionStatementOperation:
                return true;
            case ISimpleAssignmentOperation { Target: IDiscardOperation }:
                return true;
            case ISimpleAssignmentOperation assignment:
                keeper = Symbol(assignment.Target);
                return keeper is not null;
            case ICoalesceAssignmentOperation assignment:
                keeper = Symbol(assignment.Target);
                return keeper is not null;
            case IFieldInitializerOperation { InitializedFields: [var field] }:
                keeper = field;
                return true;
            case IPropertyInitializerOperation { InitializedProperties: [var property] }:
                keeper = property;
                return true;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                keeper = declarator.Symbol;
                return !IsUsing(declarator);
            default:
                return false;
        }
    }

    /// <summary>The symbol behind an expression, through conversions and <c>?.</c></summary>
    public static ISymbol? Symbol(IOperation? expression) => expression switch
    {
        IConversionOperation conversion => Symbol(conversion.Operand),
        IFieldReferenceOperation reference => reference.Field,
        IPropertyReferenceOperation reference => reference.Property,
        ILocalReferenceOperation reference => reference.Local,
        IConditionalAccessInstanceOperation instance => Symbol(Accessed(instance)),
        IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [var declarator] }] } => declarator.Symbol,
        _ => null,
    };

    private static IOperation? Accessed(IOperation instance)
    {
        var each = instance.Parent;
        while (each is not null and not IConditionalAccessOperation)
        {
            each = each.Parent;
        }

        return (each as IConditionalAccessOperation)?.Operation;
    }

    private static bool IsUsing(IOperation declarator)
    {
        for (var each = declarator.Parent; each is IVariableDeclarationOperation or IVariableDeclarationGroupOperation or IUsingDeclarationOperation or IUsingOperation; each = each.Parent)
        {
            if (each is IUsingDeclarationOperation or IUsingOperation)
            {
                return true;
            }
        }

        return false;
    }
}
