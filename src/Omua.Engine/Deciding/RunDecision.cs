using Omua.Engine.Journal;

namespace Omua.Engine.Deciding;

/// <summary>The outcome of a decision: journal the events in one commit, then carry out the commands.</summary>
internal sealed record RunDecision(RunState State, IReadOnlyList<RunEvent> Events, IReadOnlyList<RunCommand> Commands);
