namespace Omua.Plugins.Guard;

/// <summary>How a call into a plugin came to its end.</summary>
/// <param name="Stopped">Why it was told to stop; null where it returned by itself.</param>
/// <param name="IsAbandoned">Whether it went on all the same, beyond the grace.</param>
internal readonly record struct CallEnd(StopReason? Stopped, bool IsAbandoned)
{
    /// <summary>Waits for a call to return; tells it to stop when its time is up or somebody wants it to; and gives it up when it does not listen. Never throws.</summary>
    public static async Task<CallEnd> OfAsync(Task call, CancellationTokenSource stop, CallTimes times, CancellationToken caller, CancellationToken ending)
    {
        using (var either = caller.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(caller, ending) : null)
        {
            await call.WaitAsync(times.Limit, times.Clock, either?.Token ?? ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (call.IsCompleted)
        {
            return default;
        }

        var reason = caller.IsCancellationRequested ? StopReason.Caller : ending.IsCancellationRequested ? StopReason.Ending : StopReason.TimedOut;

        // What the plugin hooked to its token runs here: aside, since it may block or throw.
        _ = stop.CancelAsync().ContinueWith(static cancelled => cancelled.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        await call.WaitAsync(times.Grace, times.Clock, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new CallEnd(reason, !call.IsCompleted);
    }
}
