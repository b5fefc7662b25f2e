using System.Runtime.CompilerServices;

namespace Omua.Plugins.Unloading;

/// <summary>Finds out whether unloaded code has gone.</summary>
internal static class UnloadCheck
{
    private const int Rounds = 12;

    /// <summary>What holds it, so far as that can be told; null where it went. Collects garbage, and empties caches of the framework where those hold it.</summary>
    /// <param name="context">The load context, with resurrection tracked.</param>
    /// <param name="unfinished">What of the plugin still runs.</param>
    public static async Task<string?> HolderAsync(WeakReference context, IReadOnlyList<string> unfinished)
    {
        if (await HasGoneAsync(context).ConfigureAwait(false))
        {
            return null;
        }

        IReadOnlyList<string> holders;
        try
        {
            FrameworkCaches.Forget(context);
            if (await HasGoneAsync(context).ConfigureAwait(false))
            {
                return null;
            }

            holders = [.. unfinished, .. HolderSearch.Find(context)];
        }
        catch (Exception exception)
        {
            // Border: private parts of the framework, which may be otherwise in another version. A reload does not fail for it.
            holders = [.. unfinished, $"what could not be looked for ({exception.GetType().Name}: {exception.Message})"];
        }

        return holders.Count > 0 ? string.Join("; ", holders) : "something that could not be told, such as a thread that still runs its code, a GCHandle, or dynamic";
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
}
