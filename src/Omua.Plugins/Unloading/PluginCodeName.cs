using System.Text.RegularExpressions;

namespace Omua.Plugins.Unloading;

/// <summary>What the compiler made, under the name that the author gave it.</summary>
internal static partial class PluginCodeName
{
    public static string Of(object item) => item switch
    {
        Delegate { Method: { } method } => Readable($"{Type(method.DeclaringType)}.{method.Name}"),
        Type type => Readable(Type(type)),
        _ => Readable(Type(item.GetType())),
    };

    private static string Type(Type? type) => type switch
    {
        null => "",
        { HasElementType: true } => Type(type.GetElementType()) + "[]",
        { IsGenericType: true } when type.GenericTypeArguments is { Length: > 0 } arguments => arguments.Select(Type).LastOrDefault(name => name.Length > 0) ?? type.Name,
        { DeclaringType: { } outer } => $"{Type(outer)}.{type.Name}",
        _ => type.FullName ?? type.Name,
    };

    /// <summary><c>Agent.&lt;PollAsync&gt;d__3</c> is the method <c>Agent.PollAsync</c>, and <c>Agent.&lt;&gt;c.&lt;Start&gt;b__0</c> a lambda in <c>Agent.Start</c>.</summary>
    private static string Readable(string name) => Made().Replace(Closure().Replace(name, ""), match => match.Groups["method"].Value);

    [GeneratedRegex(@"[^.]*<(?<method>\w+)>[^.]*")]
    private static partial Regex Made();

    [GeneratedRegex(@"\.<>c(__DisplayClass[0-9_]+)?")]
    private static partial Regex Closure();
}
