using System.Runtime.CompilerServices;

namespace Omua.Plugins.Loading;

/// <summary>Finds out whether unloaded code has gone.</summary>
internal static class UnloadCheck
{
    private const int Rounds = 12;

    /// <summary>What holds it, so far as that can be told; null where it went. Collects garbage, and empties the caches of the JSON serializer where those hold it.</summary>
    /// <param name="context">The load context, with resurrection tracked.</param>
    /// <param name="unfinished">What of the plugin still runs.</param>
    public static async Task<string?> HolderAsync(WeakReference context, IReadOnlyList<string> unfinished)
    {
        if (await HasGoneAsync(context).ConfigureAwait(false))
        {
            return null;
        }

        ClearSerializerCaches();
        if (await HasGoneAsync(context).ConfigureAwait(false))
        {
            return null;
        }

        return unfinished.Count > 0 ? string.Join("; ", unfinished) : "something that could not be told: a static event, a timer, a thread or a handle";
    }

    private static async Task<bool> HasGoneAsync(WeakReference context)
    {
        for (var round = 0; round < Rounds && context.IsAlive; round++)
        {
            Collect();
            // A thread of the pool may still have a finished call on its stack.
            await Task.Yield();
        }

        return !context.IsAlive;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    /// <summary>What the runtime itself calls when code is edited. There is no public way; where it is not there, nothing is cleared and the leak is reported.</summary>
    private static void ClearSerializerCaches() => typeof(System.Text.Json.JsonSerializer).Assembly
        .GetType("System.Text.Json.JsonSerializerOptionsUpdateHandler")?.GetMethod("ClearCache")?.Invoke(null, [null]);
}
