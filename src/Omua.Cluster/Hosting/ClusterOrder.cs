using Omua.Engine.Running;

namespace Omua.Cluster.Hosting;

/// <summary>An order as it crosses the wire.</summary>
/// <param name="Order">The attempt.</param>
/// <param name="IsAlone">Whether nothing else may run on its silo: the task is suspected of killing processes.</param>
/// <param name="SentAt">When its run sent it. One that begins much later may be out of date.</param>
internal sealed record ClusterOrder(AttemptOrder Order, bool IsAlone, DateTimeOffset SentAt);
