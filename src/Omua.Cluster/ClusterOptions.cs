using System.Net;

namespace Omua.Cluster;

/// <summary>How a machine takes part in a cluster.</summary>
internal sealed record ClusterOptions
{
    public const int DefaultPort = 11411;

    /// <summary>Npgsql's connection string of the database that holds the runs and the list of machines.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The schema of the list of machines; made where it is missing. Default <c>omua_cluster</c>.</summary>
    public string Schema { get; init; } = "omua_cluster";

    /// <summary>Where the other machines reach this one. Default the loopback address: a cluster on one machine.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port at that address; 1 to 65535. Default 11411.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Where this machine listens; null for the address and port at which the others reach it.</summary>
    public IPEndPoint? Listen { get; init; }

    /// <summary>Attempts under way at once on this machine; further ones wait here. Default twice the number of processors.</summary>
    public int Slots { get; init; } = 2 * Environment.ProcessorCount;

    /// <summary>How long attempts may take to end when this machine is told to stop; then they are given back and start elsewhere. Default 30 s.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a task waits for a machine that has its agent before it fails. Default 30 s: the only one may be restarting.</summary>
    public TimeSpan AgentPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often each machine asks each of its watchers for a sign of life. Default 1 s.</summary>
    public TimeSpan Probe { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many unanswered ones make a machine suspect. Default 2.</summary>
    public int MissedProbes { get; init; } = 2;

    /// <summary>How often the list of machines is read anew. Default 5 s.</summary>
    public TimeSpan Refresh { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often open runs that nobody works on are looked for, besides each time when a machine comes or goes. Default 5 s.</summary>
    public TimeSpan Sweep { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Leaves the timing of the membership at Orleans' defaults; for measuring what the tuned one is worth.</summary>
    public bool IsUntuned { get; init; }
}
