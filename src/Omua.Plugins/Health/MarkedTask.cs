namespace Omua.Plugins.Health;

internal static class MarkedTask
{
    /// <summary>The work that was begun is marked until its task has ended.</summary>
    public static Task<T> Marked<T>(this Task<T> task, MarkSlot? mark, MarkedWork work)
    {
        if (mark is null)
        {
            return task;
        }

        if (task.IsCompleted)
        {
            mark.End(work);
            return task;
        }

        _ = task.ContinueWith(
            static (_, state) => ((Begun)state!).Slot.End(((Begun)state).Work), new Begun(mark, work), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }

    private sealed record Begun(MarkSlot Slot, MarkedWork Work);
}
