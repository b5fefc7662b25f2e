using System.Collections.Concurrent;
using Omua.Cluster.Membership;
using Orleans.Runtime;

namespace Omua.Cluster.Hosting;

/// <summary>Which silo is given the next attempt: the one with the fewest of those that this silo has ordered, of those that have the agent.</summary>
internal sealed class SiloChoice(Silos silos)
{
    private readonly ConcurrentDictionary<SiloAddress, int> _ordered = new();

    /// <summary>Null where none of the others has the agent.</summary>
    public SiloAddress? For(string agent, string key, IReadOnlySet<SiloAddress> not)
    {
        var able = silos.Active.Where(silo => !not.Contains(silo) && silos.Has(silo, agent));
        return Silos.Ranked(able, key).OrderBy(silo => _ordered.GetValueOrDefault(silo)).FirstOrDefault();
    }

    public void Count(SiloAddress silo, int difference) => _ordered.AddOrUpdate(silo, difference, (_, now) => now + difference);

    /// <summary>The agents of each active silo, for a message.</summary>
    public string Describe() => string.Join("; ", silos.Active.Select(silo => $"{silo.Endpoint}: {(silos.AgentsOf(silo).Keys.Order(StringComparer.Ordinal).ToList() is { Count: > 0 } names ? string.Join(", ", names) : "none")}"));
}
