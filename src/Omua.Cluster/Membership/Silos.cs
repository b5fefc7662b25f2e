using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Omua.Engine.Running;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Omua.Cluster.Membership;

/// <summary>The silos of the cluster as this one sees them: who is there, who has which agent, and who is next in line for a run.</summary>
internal sealed class Silos(IClusterMembershipService membership, ISiloMetadataCache metadata, ILocalSiloDetails self) : ISilos
{
    private const string AgentPrefix = "agent/";

    public string Self => self.SiloAddress.ToParsableString();

    public SiloAddress Local => self.SiloAddress;

    public IAsyncEnumerable<ClusterMembershipSnapshot> Changes => membership.MembershipUpdates;

    public IReadOnlyList<SiloAddress> Active => [.. membership.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress)];

    /// <summary>What a silo tells the others of its agents.</summary>
    public static Dictionary<string, string> Told(IReadOnlyDictionary<string, string> agents) => agents.ToDictionary(agent => AgentPrefix + agent.Key, agent => agent.Value, StringComparer.Ordinal);

    /// <summary>The agents of a silo by name, each with the hash of its code; empty while it has not told.</summary>
    public IReadOnlyDictionary<string, string> AgentsOf(SiloAddress silo) => (metadata.GetSiloMetadata(silo)?.Metadata ?? SiloMetadata.Empty.Metadata)
        .Where(each => each.Key.StartsWith(AgentPrefix, StringComparison.Ordinal)).ToDictionary(each => each.Key[AgentPrefix.Length..], each => each.Value, StringComparer.Ordinal);

    public bool Has(SiloAddress silo, string agent) => metadata.GetSiloMetadata(silo)?.Metadata.ContainsKey(AgentPrefix + agent) == true;

    public bool IsDead(string silo) => StatusOf(SiloAddress.FromParsableString(silo)) == SiloStatus.Dead;

    public SiloStatus StatusOf(SiloAddress silo) => membership.CurrentSnapshot.GetSiloStatus(silo);

    /// <summary>Silos in the order in which a key prefers them. Everyone computes the same order, keys are spread evenly, and one silo less moves only its own keys.</summary>
    public static IEnumerable<SiloAddress> Ranked(IEnumerable<SiloAddress> silos, string key) =>
        silos.OrderByDescending(silo => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{silo.ToParsableString()}/{key}"))));
}
