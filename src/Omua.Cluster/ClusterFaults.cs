using Orleans.Runtime;

namespace Omua.Cluster;

/// <summary>What can be wrong with a cluster, in words for the person who runs it.</summary>
internal static class ClusterFaults
{
    public static Fault NoSiloHasAgent(string agent, string silos) => new(
        FaultCodes.NoSiloHasAgent, $"no machine of the cluster has the agent '{agent}' ({silos})", "put the plugin on one of them and start it again; 'omua plugin list' shows what a machine has");

    public static Fault EverySiloRefused(string agent, IEnumerable<KeyValuePair<SiloAddress, string>> refusals) => new(
        FaultCodes.NoSiloCanRun,
        $"no machine of the cluster that has '{agent}' can carry out tasks of this run ({string.Join("; ", refusals.Select(refusal => $"{refusal.Key.Endpoint}: {refusal.Value}"))})",
        "give the machines the same data under the same path");

    public static Fault AgentDiffers(string agent, string here, string there, string silo) => new(
        FaultCodes.SiloPluginsDiffer, $"the agent '{agent}' is not the one of machine {silo} (here {here}, there {there})",
        "bring the same plugins and the same omua.lock to every machine; for another version stop all machines, then start them with it");

    public static Fault CannotJoin(string reason) => new(
        FaultCodes.ClusterNotJoined, $"this machine could not join the cluster: {reason}", "see that PostgreSQL and the other machines can be reached from here, and that the others reach --cluster-address and --cluster-port");
}
