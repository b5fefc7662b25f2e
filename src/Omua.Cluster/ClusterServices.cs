using Microsoft.Extensions.Logging;
using Omua.Engine;

namespace Omua.Cluster;

/// <summary>What a program gives to its silo.</summary>
internal sealed record ClusterServices
{
    /// <summary>The store of all runs; the same for every silo.</summary>
    public required IStorageBackend Storage { get; init; }

    public required IRunGrounds Grounds { get; init; }

    public required EngineOptions Engine { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILoggerFactory Loggers { get; init; }
}
