namespace Omua.Plugins.Guard;

internal enum GateEntry
{
    Entered,

    /// <summary>As many calls run as may; <see cref="CallGate.WaitAsync"/> comes next.</summary>
    MustWait,

    /// <summary>The plugin takes no calls any more; its successor does.</summary>
    Closed,
}
