using Omua.Cluster.Membership;
using Orleans.Runtime;

namespace Omua.Cluster.Hosting;

/// <summary>Which silo is given the next attempt: the one with the fewest of those that this silo has ordered, of those that have the agent.</summary>
internal sealed class SiloChoice(Silos silos)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SiloAddress, int> _ordered = [];

    /// <summary>Chooses, and counts the attempt at once: attempts that start together are spread as well. Null where none of the others has the agent.</summary>
    public SiloAddress? Take(string agent, string key, IReadOnlySet<SiloAddress> not)
    {
        var able = Silos.Ranked(silos.Active.Where(silo => !not.Contains(silo) && silos.Has(silo, agent)), key).ToList();
        lock (_gate)
        {
            var silo = able.MinBy(silo => _ordered.GetValueOrDefault(silo));
            if (silo is not null)
            {
                Count(silo, 1);
            }

            return silo;
        }
    }

    public void Count(SiloAddress silo, int difference)
    {
        lock (_gate)
        {
            var now = _ordered.GetValueOrDefault(silo) + difference;
            if (now > 0)
            {
                _ordered[silo] = now;
            }
            else
            {
                _ordered.Remove(silo);
            }
        }
    }

    /// <summary>The agents of each active silo, for a message.</summary>
    public string Describe() => string.Join("; ", silos.Active.Select(silo => $"{silo.Endpoint}: {(silos.AgentsOf(silo).Keys.Order(StringComparer.Ordinal).ToList() is { Count: > 0 } names ? string.Join(", ", names) : "none")}"));
}
