using Omua.Cluster.Membership;

namespace Omua.Cluster.Hosting;

/// <summary>Compares the plugins of this machine with those of the others: what has one name is one thing.</summary>
internal static class PluginAgreement
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);

    /// <exception cref="FaultException">Another machine has other code under the name of one of these agents: each is named.</exception>
    public static async Task CheckAsync(Silos silos, IReadOnlyDictionary<string, string> agents, TimeProvider time, CancellationToken stop)
    {
        var since = time.GetTimestamp();
        foreach (var silo in silos.Active.Where(silo => !silo.Equals(silos.Local)))
        {
            // What a silo has to tell comes shortly after its name.
            while (silos.AgentsOf(silo).Count == 0 && time.GetElapsedTime(since) < Patience)
            {
                await Task.Delay(Again, time, stop).ConfigureAwait(false);
            }

            var faults = silos.AgentsOf(silo).Where(there => agents.TryGetValue(there.Key, out var here) && here != there.Value)
                .Select(there => ClusterFaults.AgentDiffers(there.Key, agents[there.Key], there.Value, silo.Endpoint.ToString())).ToList();
            if (faults.Count > 0)
            {
                throw new FaultException(faults);
            }
        }
    }
}
