using System.Reflection;
using System.Runtime.Loader;

namespace Omua.Plugins.Unloading;

/// <summary>Whether an object keeps the code of a load context in memory by being what it is.</summary>
internal static class Ownership
{
    public static bool Of(object item, AssemblyLoadContext plugin) => item switch
    {
        Type type => IsOf(type, plugin),
        MemberInfo member => (member.DeclaringType is { } type && IsOf(type, plugin)) || member.Module.Assembly is var assembly && AssemblyLoadContext.GetLoadContext(assembly) == plugin,
        Assembly assembly => AssemblyLoadContext.GetLoadContext(assembly) == plugin,
        Delegate { Method: { } method } => Of(method, plugin),
        _ => IsOf(item.GetType(), plugin),
    };

    /// <summary>A type of the plugin, or one of the framework's that is made of one: a list of it, an array of it.</summary>
    public static bool IsOf(Type type, AssemblyLoadContext plugin) => AssemblyLoadContext.GetLoadContext(type.Assembly) == plugin
        || (type.HasElementType && IsOf(type.GetElementType()!, plugin)) || type.GenericTypeArguments.Any(argument => IsOf(argument, plugin));
}
