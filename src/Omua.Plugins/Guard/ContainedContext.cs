namespace Omua.Plugins.Guard;

/// <summary>
/// What plugin code runs under. The runtime hands to it what would otherwise end the process, the exception of an <c>async void</c> method, and every continuation that
/// did not opt out. Runs on the pool, in no order, like code without a context.
/// </summary>
internal sealed class ContainedContext(Action<Exception> stray) : SynchronizationContext
{
    private int _pending;

    /// <summary><c>async void</c> methods of the plugin that have not ended.</summary>
    public int Pending => Volatile.Read(ref _pending);

    /// <summary>Plugin code begins on this thread. What comes back ends it.</summary>
    public ContainedFrame Enter()
    {
        var frame = new ContainedFrame(Current, ExecutionContext.Capture());
        SetSynchronizationContext(this);
        return frame;
    }

    public override void Post(SendOrPostCallback d, object? state) =>
        ThreadPool.UnsafeQueueUserWorkItem(static work => work.Context.Run(work.Callback, work.State), (Context: this, Callback: d, State: state), preferLocal: false);

    public override SynchronizationContext CreateCopy() => this;

    public override void OperationStarted() => Interlocked.Increment(ref _pending);

    public override void OperationCompleted() => Interlocked.Decrement(ref _pending);

    private void Run(SendOrPostCallback callback, object? state)
    {
        var frame = Enter();
        try
        {
            callback(state);
        }
        catch (Exception exception)
        {
            // Border: the plugin's own code, with nobody above it.
            stray(exception);
        }
        finally
        {
            frame.Leave();
        }
    }
}
