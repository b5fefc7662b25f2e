namespace Omua.Plugins.Guard;

/// <summary>How long a call may take, how long it may go on after it was told to stop, and by which clock.</summary>
internal readonly record struct CallTimes(TimeSpan Limit, TimeSpan Grace, TimeProvider Clock);
