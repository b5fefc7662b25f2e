using Omua.Engine.Journal;

namespace Omua.Engine.Deciding;

/// <summary>The outcome of a decision: journal the events in one commit, then carry out the commands. The state has been advanced by these events.</summary>
internal sealed record RunDecision(IReadOnlyList<RunEvent> Events, IReadOnlyList<RunCommand> Commands);
