using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Omua.Plugins.Metadata;

/// <summary>
/// Reads what a property getter returns where its body is a literal, or a field that the constructor sets to one, optimised or not. Anything else is unknown, not an error.
/// </summary>
internal sealed class LiteralGetter(PEReader assembly, MetadataReader metadata)
{
    public string? Text(TypeDefinitionHandle type, string getter) => Value(type, getter) as string;

    public int? Number(TypeDefinitionHandle type, string getter) => Value(type, getter) as int?;

    private object? Value(TypeDefinitionHandle type, string getter)
    {
        for (var current = type; !current.IsNil;)
        {
            var definition = metadata.GetTypeDefinition(current);
            foreach (var handle in definition.GetMethods())
            {
                var method = metadata.GetMethodDefinition(handle);
                var name = metadata.GetString(method.Name);
                if ((name == getter || name == $"{HostAssemblies.Contracts}.{nameof(IPlugin)}.{getter}") && method.RelativeVirtualAddress != 0)
                {
                    return Returned(Body(method), definition);
                }
            }

            current = definition.BaseType.Kind == HandleKind.TypeDefinition ? (TypeDefinitionHandle)definition.BaseType : default;
        }

        return null;
    }

    private byte[] Body(MethodDefinition method) => assembly.GetMethodBody(method.RelativeVirtualAddress).GetILBytes() ?? [];

    /// <summary>Follows the handful of instructions that a compiler writes for <c>=> "literal"</c>; gives up at any other.</summary>
    private object? Returned(byte[] code, TypeDefinition type)
    {
        object? value = null;
        for (var at = 0; at < code.Length;)
        {
            var operation = (ILOpCode)code[at];
            switch (operation)
            {
                case ILOpCode.Nop or ILOpCode.Ldarg_0 or (>= ILOpCode.Ldloc_0 and <= ILOpCode.Stloc_3):
                    at += 1;
                    break;
                case ILOpCode.Br_s when code[at + 1] == 0:
                    at += 2;
                    break;
                case ILOpCode.Ldstr:
                    value = Literal(code, at + 1);
                    at += 5;
                    break;
                case >= ILOpCode.Ldc_i4_0 and <= ILOpCode.Ldc_i4_8:
                    value = (int)(operation - ILOpCode.Ldc_i4_0);
                    at += 1;
                    break;
                case ILOpCode.Ldc_i4_s:
                    value = (int)(sbyte)code[at + 1];
                    at += 2;
                    break;
                case ILOpCode.Ldfld:
                    value = SetInConstructor(type, Token(code, at + 1));
                    at += 5;
                    break;
                case ILOpCode.Ret:
                    return value;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Looks for <c>ldarg.0, ldstr, stfld</c> of that field; the same literal must stand in every constructor that sets it.</summary>
    private string? SetInConstructor(TypeDefinition type, int field)
    {
        string? found = null;
        foreach (var handle in type.GetMethods())
        {
            var method = metadata.GetMethodDefinition(handle);
            if (metadata.GetString(method.Name) != ".ctor" || method.RelativeVirtualAddress == 0)
            {
                continue;
            }

            var code = Body(method);
            for (var at = 0; at + 11 <= code.Length; at++)
            {
                if (code[at] != (byte)ILOpCode.Ldarg_0 || code[at + 1] != (byte)ILOpCode.Ldstr || code[at + 6] != (byte)ILOpCode.Stfld ||
                    Token(code, at + 7) != field)
                {
                    continue;
                }

                var literal = Literal(code, at + 2);
                if (found is not null && found != literal)
                {
                    return null;
                }

                found = literal;
            }
        }

        return found;
    }

    private string Literal(byte[] code, int at) => metadata.GetUserString(MetadataTokens.UserStringHandle(Token(code, at) & 0x00FFFFFF));

    private static int Token(byte[] code, int at) => BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at, 4));
}
