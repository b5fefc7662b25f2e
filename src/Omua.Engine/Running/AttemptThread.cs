using Omua.Engine.Deciding;

namespace Omua.Engine.Running;

/// <summary>
/// A thread of the pool whose attempt has ended goes on with the run, and then with one attempt that the run has started meanwhile: in a chain no thread has to be woken
/// for the next task. Only a thread that has nothing else to do takes one, and it gives it to the pool where the run keeps it busy.
/// </summary>
internal static class AttemptThread
{
    [ThreadStatic]
    private static bool _isOpen;

    [ThreadStatic]
    private static Attempt? _next;

    /// <summary>Lets the run go on in this thread, which takes an attempt that is started in the course of it.</summary>
    public static void Lend(Action<RunSignal> ended, RunSignal outcome)
    {
        _isOpen = true;
        try
        {
            ended(outcome);
        }
        finally
        {
            _isOpen = false;
        }
    }

    /// <returns>Whether this thread takes the attempt.</returns>
    public static bool Take(Attempt attempt)
    {
        if (!_isOpen || _next is not null)
        {
            return false;
        }

        _next = attempt;
        return true;
    }

    /// <summary>The attempt that this thread has taken; null where there is none.</summary>
    public static Attempt? Next()
    {
        var next = _next;
        _next = null;
        return next;
    }

    /// <summary>The run has more to do in this thread: what it has taken goes to the pool.</summary>
    public static void Flush()
    {
        if (Next() is { } next)
        {
            ThreadPool.UnsafeQueueUserWorkItem(next, preferLocal: false);
        }
    }
}
