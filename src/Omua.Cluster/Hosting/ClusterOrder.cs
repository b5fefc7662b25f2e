using Omua.Engine.Running;

namespace Omua.Cluster.Hosting;

/// <summary>An order as it crosses the wire.</summary>
/// <param name="Order">The attempt.</param>
/// <param name="IsAlone">Whether nothing else may run on its silo: the task is suspected of killing processes.</param>
/// <param name="DecidedAt">When its run decided it, by the journal: the run's own machine may have been frozen since. An attempt that begins much later may be out of date.</param>
internal sealed record ClusterOrder(AttemptOrder Order, bool IsAlone, DateTimeOffset DecidedAt);
