using Omua.Engine.Running;

namespace Omua.Cli.Runs;

/// <summary>A run that is ready to be executed or stored.</summary>
/// <param name="Request">The plan with its agents, context and inputs.</param>
/// <param name="Faults">Agents that could not plan, and other things that do not stop the rest.</param>
internal sealed record PlannedRun(RunRequest Request, IReadOnlyList<Fault> Faults);
