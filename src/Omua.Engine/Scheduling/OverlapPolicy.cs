namespace Omua.Engine.Scheduling;

/// <summary>What happens where a run of a schedule is still open when the next falls due. On the wire in snake_case.</summary>
internal enum OverlapPolicy
{
    /// <summary>The next is left out.</summary>
    Skip,

    /// <summary>The next waits for its end; of several that wait, one is run.</summary>
    Queue,

    /// <summary>It is cancelled, and the next begins.</summary>
    Cancel,

    /// <summary>Both go on side by side.</summary>
    Allow,
}
