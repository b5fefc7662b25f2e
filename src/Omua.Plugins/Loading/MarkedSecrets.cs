using System.Reflection;

namespace Omua.Plugins.Loading;

/// <summary>Keys of a plugin that carry <see cref="SecretAttribute"/>: constructor parameters and options, nested ones included.</summary>
internal static class MarkedSecrets
{
    public static IReadOnlyCollection<string> Of(Type plugin)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        keys.UnionWith(plugin.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => parameter.IsDefined(typeof(SecretAttribute))).Select(parameter => SnakeCase.From(parameter.Name!)));
        var seen = new HashSet<Type>();
        var open = new Stack<Type>(plugin.GetInterfaces()
            .Where(found => found.IsGenericType && found.GetGenericTypeDefinition() == typeof(IConfigured<>)).Select(found => found.GetGenericArguments()[0]));
        while (open.TryPop(out var type))
        {
            if (!seen.Add(type))
            {
                continue;
            }

            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                if (property.IsDefined(typeof(SecretAttribute)))
                {
                    keys.Add(SnakeCase.From(property.Name));
                }

                // Nested options are types of the plugin itself; what lists and dictionaries hold is one too.
                foreach (var nested in property.PropertyType.GetGenericArguments().Append(property.PropertyType.GetElementType() ?? property.PropertyType)
                    .Where(nested => nested.Assembly == plugin.Assembly))
                {
                    open.Push(nested);
                }
            }
        }

        return keys;
    }
}
