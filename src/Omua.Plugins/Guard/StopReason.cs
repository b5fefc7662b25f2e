namespace Omua.Plugins.Guard;

internal enum StopReason
{
    /// <summary>The caller cancelled the call.</summary>
    Caller,

    /// <summary>The plugin is being reloaded or shut down.</summary>
    Ending,

    TimedOut,
}
