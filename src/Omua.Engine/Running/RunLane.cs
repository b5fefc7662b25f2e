namespace Omua.Engine.Running;

/// <summary>A run's place before the slots of its process.</summary>
internal sealed class RunLane(AttemptSlots slots) : IDisposable
{
    /// <summary>In the order in which they came; at most as many as the run may have under way.</summary>
    public LinkedList<Attempt> Waiting { get; } = new();

    public HashSet<Attempt> UnderWay { get; } = [];

    public void Enter(Attempt attempt) => slots.Enter(this, attempt);

    public void Leave(Attempt attempt) => slots.Leave(this, attempt);

    public void Dispose() => slots.Close(this);
}
