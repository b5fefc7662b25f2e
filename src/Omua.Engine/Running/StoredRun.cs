using Omua.Engine.Deciding;

namespace Omua.Engine.Running;

/// <summary>A run as its journal has it, and how it stands seen from outside.</summary>
/// <param name="State">The fold over its events.</param>
/// <param name="Status">The state's status, or, where it is open and no process works on it, <see cref="RunStatus.Waiting"/> or <see cref="RunStatus.Interrupted"/>.</param>
internal sealed record StoredRun(RunState State, RunStatus Status);
