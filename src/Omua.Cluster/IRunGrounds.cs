using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Cluster;

/// <summary>What a machine brings to a cluster: its agents, and what runs stand on.</summary>
internal interface IRunGrounds
{
    /// <summary>The agents of this machine by name, each with the hash of its code.</summary>
    IReadOnlyDictionary<string, string> Agents { get; }

    /// <summary>Opens data and agents of a run on this machine.</summary>
    /// <exception cref="FaultException">They are not here; another machine may have them.</exception>
    Task<RunGround> OpenAsync(string runId, RunTerms terms, CancellationToken cancellationToken);

    /// <summary>A run that was worked on here has ended, or waits for a person.</summary>
    Task EndedAsync(RunState run, CancellationToken cancellationToken);
}
