using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Omua.Plugins.Metadata;

/// <summary>
/// Reads what a property getter returns where its body is a literal, or a field that the constructor sets to one, optimised or not, in the class or in one that it derives from. Anything else is unknown, not an error.
/// </summary>
internal sealed class LiteralGetter(AssemblySet assemblies)
{
    public string? Text(TypePlace type, string getter) => Value(type, getter) as string;

    public int? Number(TypePlace type, string getter) => Value(type, getter) as int?;

    private object? Value(TypePlace type, string getter)
    {
        for (TypePlace? current = type; current is { } place;)
        {
            var metadata = place.Module.Metadata;
            var definition = place.Definition;
            foreach (var handle in definition.GetMethods())
            {
                var method = metadata.GetMethodDefinition(handle);
                var name = metadata.GetString(method.Name);
                if ((name == getter || name == $"{HostAssemblies.Contracts}.{nameof(IPlugin)}.{getter}") && method.RelativeVirtualAddress != 0)
                {
                    return Returned(place.Module, Body(place.Module, method), definition);
                }
            }

            current = definition.BaseType.IsNil ? null : assemblies.Find(place.Module, definition.BaseType);
        }

        return null;
    }

    private static byte[] Body(AssemblyModule module, MethodDefinition method) => module.Assembly.GetMethodBody(method.RelativeVirtualAddress).GetILBytes() ?? [];

    /// <summary>Follows the handful of instructions that a compiler writes for <c>=> "literal"</c>; gives up at any other.</summary>
    private static object? Returned(AssemblyModule module, byte[] code, TypeDefinition type)
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
                    value = Literal(module, code, at + 1);
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
                    value = SetInConstructor(module, type, Token(code, at + 1));
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
    private static string? SetInConstructor(AssemblyModule module, TypeDefinition type, int field)
    {
        string? found = null;
        foreach (var handle in type.GetMethods())
        {
            var method = module.Metadata.GetMethodDefinition(handle);
            if (module.Metadata.GetString(method.Name) != ".ctor" || method.RelativeVirtualAddress == 0)
            {
                continue;
            }

            var code = Body(module, method);
            for (var at = 0; at + 11 <= code.Length; at++)
            {
                if (code[at] != (byte)ILOpCode.Ldarg_0 || code[at + 1] != (byte)ILOpCode.Ldstr || code[at + 6] != (byte)ILOpCode.Stfld ||
                    Token(code, at + 7) != field)
                {
                    continue;
                }

                var literal = Literal(module, code, at + 2);
                if (found is not null && found != literal)
                {
                    return null;
                }

                found = literal;
            }
        }

        return found;
    }

    private static string Literal(AssemblyModule module, byte[] code, int at) => module.Metadata.GetUserString(MetadataTokens.UserStringHandle(Token(code, at) & 0x00FFFFFF));

    private static int Token(byte[] code, int at) => BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at, 4));
}
