using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Omua.Analyzers.Contract;

/// <summary>What the getters of one class return, where that is a literal, or a field that is only ever set to one literal.</summary>
internal sealed class GetterValues
{
    private readonly ConcurrentDictionary<ISymbol, IOperation> _returned = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentBag<(ISymbol Target, IOperation Value)> _stores = [];

    public void Collect(OperationBlockAnalysisContext context)
    {
        foreach (var block in context.OperationBlocks)
        {
            switch (context.OwningSymbol, block)
            {
                case (IMethodSymbol { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: { } property }, IBlockOperation { Operations: [IReturnOperation { ReturnedValue: { } value }] }):
                    _returned[property] = value;
                    break;
                case (IPropertySymbol or IFieldSymbol, IPropertyInitializerOperation { InitializedProperties: [var property], Value: var value }):
                    _stores.Add((property, value));
                    break;
                case (IFieldSymbol field, IFieldInitializerOperation { Value: var value }):
                    _stores.Add((field, value));
                    break;
                default:
                    break;
            }
        }
    }

    public void CollectStore(OperationAnalysisContext context)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        switch (assignment.Target)
        {
            case IFieldReferenceOperation { Field: var field }:
                _stores.Add((field, assignment.Value));
                break;
            case IPropertyReferenceOperation { Property: var property }:
                _stores.Add((property, assignment.Value));
                break;
            default:
                break;
        }
    }

    /// <summary>The literal and where it stands; no value where the getter is more than a literal.</summary>
    public (object? Value, Location? Place) Of(IPropertySymbol property)
    {
        var text = property.Type.SpecialType == SpecialType.System_String;
        if (!_returned.TryGetValue(property, out var returned))
        {
            // An automatic property; the host reads text through its field, and nothing else.
            return text ? Stored(property) : (null, Place(property));
        }

        return Inner(returned) switch
        {
            { ConstantValue: { HasValue: true, Value: { } constant } } value => (constant, value.Syntax.GetLocation()),
            IFieldReferenceOperation { Field: { IsStatic: false } field } when text => Stored(field),
            var value => (null, value.Syntax.GetLocation()),
        };
    }

    private static IOperation Inner(IOperation value) => value is IConversionOperation { IsImplicit: true, Operand: var operand } ? operand : value;

    private static Location? Place(ISymbol symbol) => symbol.Locations.FirstOrDefault();

    private (object? Value, Location? Place) Stored(ISymbol target)
    {
        var stores = _stores.Where(store => SymbolEqualityComparer.Default.Equals(store.Target, target)).Select(store => store.Value).ToList();
        var constants = stores.Where(value => value.ConstantValue is { HasValue: true, Value: string }).Select(value => (string)value.ConstantValue.Value!).Distinct().ToList();
        return constants.Count == 1 && stores.All(value => value.ConstantValue.HasValue) ? (constants[0], stores[0].Syntax.GetLocation()) : (null, Place(target));
    }
}
