using Orleans.Placement;
using Orleans.Runtime;

namespace Omua.Cluster.Grains;

/// <summary>Places a grain where the caller says, and otherwise by its key, evenly over the silos.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SpreadAttribute() : PlacementAttribute(new SpreadPlacement());

/// <summary>The strategy's name on the wire.</summary>
[Serializable, GenerateSerializer, Immutable]
internal sealed class SpreadPlacement : PlacementStrategy;
