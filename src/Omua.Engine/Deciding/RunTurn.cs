using Omua.Engine.Journal;

namespace Omua.Engine.Deciding;

/// <summary>Collects the events and commands of one decision; the state follows each event at once.</summary>
internal sealed class RunTurn(RunState state, DateTimeOffset at)
{
    private readonly List<RunEvent> _events = [];
    private readonly List<RunCommand> _commands = [];

    public RunState State { get; } = state;

    public DateTimeOffset At { get; } = at;

    public void Add(RunEvent @event)
    {
        _events.Add(@event);
        State.Apply(@event);
    }

    public void AddTask(RunEventKind kind, TaskState task, string? reason = null, TaskResult? result = null, DateTimeOffset? notBefore = null, int? attempt = null, bool? isCrash = null) =>
        Add(new RunEvent(kind, At)
        {
            TaskId = task.Spec.Id, Attempt = attempt ?? task.Attempts, Reason = reason, Result = result, NotBefore = notBefore, IsCrash = isCrash,
        });

    public void Command(RunCommand command) => _commands.Add(command);

    public RunDecision ToDecision() => new(_events, _commands);
}
