using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Omua.Plugins.Metadata;

/// <summary>Spells a signature as text, the same way for the one who refers to a member as for the one who defines it.</summary>
internal sealed class SignatureNames : ISignatureTypeProvider<string, object?>
{
    private static readonly SignatureNames Provider = new();

    public static string Of(MetadataReader metadata, MemberReference member) => member.GetKind() == MemberReferenceKind.Field
        ? member.DecodeFieldSignature(Provider, null)
        : Text(member.DecodeMethodSignature(Provider, null));

    public static string Of(MetadataReader metadata, MethodDefinition method) => Text(method.DecodeSignature(Provider, null));

    public static string Of(MetadataReader metadata, FieldDefinition field) => field.DecodeSignature(Provider, null);

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{shape.Rank}]";

    public string GetByReferenceType(string elementType) => elementType + "&";

    public string GetFunctionPointerType(MethodSignature<string> signature) => "*" + Text(signature);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(',', typeArguments)}>";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => $"{unmodifiedType} mod {modifier}";

    public string GetPinnedType(string elementType) => elementType;

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => reader.FullName(handle);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => reader.FullName(handle);

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    private static string Text(MethodSignature<string> signature) =>
        $"{(signature.Header.IsInstance ? "" : "static ")}{signature.ReturnType}`{signature.GenericParameterCount}({string.Join(',', signature.ParameterTypes)})";
}
