namespace Omua.Engine.Running;

/// <summary>What a machine of a cluster knows of the others: a run whose machine has died is taken over without waiting for its lease.</summary>
internal interface ISilos
{
    /// <summary>The name of this one; another start of it has another name.</summary>
    string Self { get; }

    /// <summary>Whether the cluster has declared it dead. False where that is not known.</summary>
    bool IsDead(string silo);
}
