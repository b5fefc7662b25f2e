using System.Net;

namespace Omua.Cli.Up;

/// <summary>How <c>omua up</c> works.</summary>
/// <param name="Poll">How often it looks for runs, answers and schedules.</param>
/// <param name="Grace">How long attempts under way may go on once it is told to stop.</param>
/// <param name="MaxRuns">Runs at once; each holds its data in memory.</param>
/// <param name="Cluster">Where the other machines of the cluster reach this one; null where it works alone.</param>
internal sealed record UpOptions(TimeSpan Poll, TimeSpan Grace, int MaxRuns, IPEndPoint? Cluster);
