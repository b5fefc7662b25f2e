namespace Omua.Cluster.Grains;

/// <summary>What a silo says to an order.</summary>
[GenerateSerializer, Alias("omua.order-answers")]
internal enum OrderAnswer
{
    /// <summary>The attempt is under way here, or its outcome is on its way.</summary>
    Accepted,

    /// <summary>The silo is about to stop.</summary>
    Stopping,

    /// <summary>The agent is not here.</summary>
    NoAgent,

    /// <summary>A later attempt at the task is under way here.</summary>
    Outdated,
}
