using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Omua.Testing;

/// <summary>Gives a plugin its typed options, as the host does before it initializes one.</summary>
internal static class PluginOptions
{
    /// <summary>The options types that the plugin asks for.</summary>
    public static IEnumerable<Type> Types(IPlugin plugin) => Interfaces(plugin).Select(each => each.GetGenericArguments()[0]);

    public static void Configure(IPlugin plugin, IPluginConfiguration configuration)
    {
        foreach (var configured in Interfaces(plugin))
        {
            try
            {
                var bind = typeof(IPluginConfiguration).GetMethod(nameof(IPluginConfiguration.Bind))!.MakeGenericMethod(configured.GetGenericArguments());
                configured.GetMethod(nameof(IConfigured<object>.Configure))!.Invoke(plugin, [bind.Invoke(configuration, null)]);
            }
            catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
            {
                ExceptionDispatchInfo.Throw(inner);
            }
        }
    }

    private static IEnumerable<Type> Interfaces(IPlugin plugin) =>
        plugin.GetType().GetInterfaces().Where(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IConfigured<>));
}
