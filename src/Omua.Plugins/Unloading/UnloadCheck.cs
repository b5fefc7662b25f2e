using System.Runtime.CompilerServices;

namespace Omua.Plugins.Unloading;

/// <summary>Finds out whether unloaded code has gone.</summary>
internal static class UnloadCheck
{
    private const int Rounds = 12;
    private const int LateRounds = 20;
    private const int UntoldRounds = 60;
    private static readonly TimeSpan LateWait = TimeSpan.FromMilliseconds(25);

    /// <summary>Between rounds where no holder was found: what holds it is then likely a thread that has been kept from going on, and a leak is not claimed lightly.</summary>
    private static readonly TimeSpan UntoldWait = TimeSpan.FromMilliseconds(150);

    /// <summary>A search holds what it walks over, other plugins' code included: of two checks at once, one would take the other's search for a leak.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>What holds it, so far as that can be told; null where it went. Collects garbage, and empties caches of the framework where those hold it.</summary>
    /// <param name="context">The load context, with resurrection tracked.</param>
    /// <param name="unfinished">What of the plugin still runs.</param>
    public static async Task<string?> HolderAsync(WeakReference context, IReadOnlyList<string> unfinished)
    {
        await OneAtATime.WaitAsync().ConfigureAwait(false);
        try
        {
            return await HasGoneAsync(context).ConfigureAwait(false) ? null : await LookAsync(context, unfinished).ConfigureAwait(false);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task<string?> LookAsync(WeakReference context, IReadOnlyList<string> unfinished)
    {
        IReadOnlyList<string> holders;
        try
        {
            FrameworkCaches.Forget(context);
            if (await HasGoneAsync(context).ConfigureAwait(false) || await GoesLateAsync(context, LateRounds, LateWait).ConfigureAwait(false))
            {
                return null;
            }

            holders = [.. unfinished, .. HolderSearch.Find(context)];
            if (holders.Count == 0 && await GoesLateAsync(context, UntoldRounds, UntoldWait).ConfigureAwait(false))
            {
                return null;
            }
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

    /// <summary>The runtime's own threads, such as the one that compiles hot methods, may hold code for a moment: a busy machine makes that moment long.</summary>
    private static async Task<bool> GoesLateAsync(WeakReference context, int rounds, TimeSpan wait)
    {
        for (var round = 0; round < rounds && context.IsAlive; round++)
        {
            await Task.Delay(wait).ConfigureAwait(false);
            Collect();
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
