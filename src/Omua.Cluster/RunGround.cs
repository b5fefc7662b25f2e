namespace Omua.Cluster;

/// <summary>What the attempts of one run are given on this machine.</summary>
internal sealed record RunGround(IReadOnlyDictionary<string, IAgent> Agents, ContextData Context);
