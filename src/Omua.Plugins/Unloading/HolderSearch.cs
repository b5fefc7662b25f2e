using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Omua.Plugins.Unloading;

/// <summary>
/// Looks from the places of the framework that are known to hold on to things, along the fields of what they hold, for something of a plugin. It looks only after a leak. What it
/// finds is named in the author's words; a running thread or a handle it cannot see.
/// </summary>
internal static class HolderSearch
{
    private const int MostObjects = 200_000;
    private const int MostHolders = 5;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IReadOnlyList<string> Find(WeakReference context)
    {
        if (context.Target is not AssemblyLoadContext plugin)
        {
            return [];
        }

        var found = new List<string>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var root in KnownHolders.Now())
        {
            Walk(root, plugin, seen, found);
        }

        return [.. found.Distinct().Take(MostHolders)];
    }

    private static void Walk(KnownHolder root, AssemblyLoadContext plugin, HashSet<object> seen, List<string> found)
    {
        // What is chained, such as all timers of a process, is as near as what stands in a list: the whole chain is looked at before anything that one link leads to.
        var chain = new Queue<(object Item, string Path)>();
        var open = new Queue<(object Item, string Path)>();
        open.Enqueue((root.Held, ""));
        while ((chain.TryDequeue(out var next) || open.TryDequeue(out next)) && seen.Count < MostObjects)
        {
            if (Ownership.Of(next.Item, plugin))
            {
                found.Add($"{root.Name}{next.Path}: {PluginCodeName.Of(next.Item)}");
            }
            else
            {
                foreach (var (name, value) in Held(next.Item))
                {
                    if (value is not (string or Pointer or Assembly or MemberInfo or Module or Thread) || Ownership.Of(value, plugin))
                    {
                        // Only what an event is called says something to an author; the insides of a collection do not.
                        if (value.GetType().IsValueType || seen.Add(value))
                        {
                            (name is "_next" or "m_next" or "next" ? chain : open).Enqueue((value, next.Path.Length == 0 && value is Delegate && name.Length > 0 && !root.IsNamed ? $".{name.TrimStart('_')}" : next.Path));
                        }
                    }
                }
            }
        }
    }

    private static IEnumerable<(string Name, object Value)> Held(object item)
    {
        if (item is Array items)
        {
            return items.GetType().GetElementType() is { IsPrimitive: false, IsPointer: false } ? items.Cast<object?>().OfType<object>().Select(value => ("", value)) : [];
        }

        return Fields(item.GetType()).Select(field => (field.Name, Value: field.GetValue(item))).Where(pair => pair.Value is not null).Select(pair => (pair.Name, pair.Value!));
    }

    /// <summary>Fields that can lead on. Reading those of an instance runs nothing.</summary>
    private static IEnumerable<FieldInfo> Fields(Type? type)
    {
        for (; type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (field.FieldType is { IsPrimitive: false, IsPointer: false, IsEnum: false, IsByRef: false, IsByRefLike: false } kind && kind != typeof(string) && kind != typeof(IntPtr) && !kind.IsFunctionPointer)
                {
                    yield return field;
                }
            }
        }
    }
}
