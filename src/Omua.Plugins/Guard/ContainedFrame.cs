namespace Omua.Plugins.Guard;

/// <summary>A stretch of plugin code on one thread, and what the thread was before.</summary>
internal readonly struct ContainedFrame(SynchronizationContext? context, ExecutionContext? flow)
{
    /// <summary>Gives the thread back as it was. A value that the plugin left in an <c>AsyncLocal</c> would otherwise stay with the host, and hold the plugin's code.</summary>
    public void Leave()
    {
        SynchronizationContext.SetSynchronizationContext(context);
        if (flow is not null && !ReferenceEquals(flow, ExecutionContext.Capture()))
        {
            ExecutionContext.Restore(flow);
        }
    }
}
