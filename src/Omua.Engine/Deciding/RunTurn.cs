using Omua.Engine.Journal;

namespace Omua.Engine.Deciding;

/// <summary>Collects the events and commands of a decision; the state follows each event at once.</summary>
internal readonly struct RunTurn(RunState state, DateTimeOffset at, List<RunEvent> events, List<RunCommand> commands)
{
    public RunState State { get; } = state;

    public DateTimeOffset At { get; } = at;

    public void Add(RunEvent @event)
    {
        events.Add(@event);
        State.Apply(@event);
    }

    public void AddTask(RunEventKind kind, TaskState task, string? reason = null) => Add(Of(kind, task) with { Reason = reason });

    /// <summary>An event of a task's latest attempt.</summary>
    public RunEvent Of(RunEventKind kind, TaskState task) => new(kind, At) { TaskId = task.Spec.Id, Attempt = task.Attempts };

    public void Command(RunCommand command) => commands.Add(command);
}
