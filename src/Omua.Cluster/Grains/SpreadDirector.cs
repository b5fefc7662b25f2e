using Omua.Cluster.Membership;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Omua.Cluster.Grains;

/// <summary>Orleans' own default put 20 of 20 runs on one silo: runs are spread on purpose.</summary>
internal sealed class SpreadDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) ?? Silos.Ranked(silos, target.GrainIdentity.ToString()).First());
    }
}
