using System.Collections;
using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Omua.Plugins.Unloading;

/// <summary>
/// Caches of the framework that keep what they once looked at for good. There is a public way to empty few of them; where a private one is not there, nothing is emptied and
/// the leak is reported. Nothing is loaded for it: a cache that was never used is not there.
/// </summary>
internal static class FrameworkCaches
{
    private const BindingFlags Hidden = BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Forget(WeakReference context)
    {
        if (context.Target is AssemblyLoadContext plugin)
        {
            Serializer();
            if (Loaded("System.ComponentModel.TypeConverter") is { } descriptors)
            {
                Descriptors(descriptors, plugin);
            }

            if (Loaded("System.ComponentModel.Annotations") is { } annotations)
            {
                Annotations(annotations);
            }
        }
    }

    /// <summary>What the runtime itself calls when code is edited.</summary>
    private static void Serializer() => typeof(System.Text.Json.JsonSerializer).Assembly
        .GetType("System.Text.Json.JsonSerializerOptionsUpdateHandler")?.GetMethod("ClearCache")?.Invoke(null, [null]);

    private static void Descriptors(Assembly assembly, AssemblyLoadContext plugin)
    {
        foreach (var each in plugin.Assemblies)
        {
            TypeDescriptor.Refresh(each);
        }

        foreach (var (type, field) in new[]
        {
            ("TypeDescriptor", "s_providerTypeTable"), ("TypeDescriptor", "s_defaultProviderInitialized"), ("TypeDescriptor", "s_providerTable"), ("ReflectTypeDescriptionProvider", "s_propertyCache"),
            ("ReflectTypeDescriptionProvider", "s_eventCache"), ("ReflectTypeDescriptionProvider", "s_attributeCache"), ("ReflectTypeDescriptionProvider", "s_extendedPropertyCache"),
        })
        {
            if (assembly.GetType($"System.ComponentModel.{type}")?.GetField(field, Hidden)?.GetValue(null) is IDictionary cache)
            {
                Remove(cache, plugin);
            }
        }

        // Kept by the providers that types share.
        foreach (var provider in new[] { "s_providerTable", "s_providerTypeTable" }.SelectMany(field => Values(assembly.GetType("System.ComponentModel.TypeDescriptor")?.GetField(field, Hidden)?.GetValue(null) as IDictionary))
            .Select(node => node.GetType().GetField("Provider", Hidden)?.GetValue(node)).OfType<object>().Distinct())
        {
            if (provider.GetType().GetField("_typeData", Hidden)?.GetValue(provider) is IDictionary data)
            {
                Remove(data, plugin);
            }
        }
    }

    private static void Annotations(Assembly assembly)
    {
        var store = assembly.GetType("System.ComponentModel.DataAnnotations.ValidationAttributeStore")?.GetProperty("Instance", Hidden)?.GetValue(null);
        (store?.GetType().GetField("_typeStoreItems", Hidden)?.GetValue(store) as IDictionary)?.Clear();
    }

    private static IEnumerable<object> Values(IDictionary? cache) => cache is null ? [] : cache.Values.Cast<object>().ToList();

    private static void Remove(IDictionary cache, AssemblyLoadContext plugin)
    {
        lock (cache)
        {
            foreach (var key in cache.Keys.Cast<object>().Where(key => Ownership.Of(key, plugin)).ToList())
            {
                cache.Remove(key);
            }
        }
    }

    private static Assembly? Loaded(string name) => AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => assembly.GetName().Name == name);
}
