using Omua.Engine.Running;

namespace Omua.Cli.Runs;

/// <summary>What a process that carries out several runs gives to each of them.</summary>
/// <param name="Slots">The attempts that all its runs share.</param>
/// <param name="Grace">How long attempts under way may go on once it drains.</param>
/// <param name="Drain">Told when it stops; the run is then left open.</param>
internal sealed record RunHost(AttemptSlots Slots, TimeSpan Grace, CancellationToken Drain);
