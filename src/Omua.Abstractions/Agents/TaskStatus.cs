namespace Omua.Abstractions;

/// <summary>
/// State of a task. Completed, failed, cancelled and skipped are final and never change. On the wire these are the names in snake_case.
/// The contracts' package aliases the short name to this type, since <c>System.Threading.Tasks</c> has one too.
/// </summary>
public enum TaskStatus
{
    /// <summary>Waits for its dependencies, a free slot, or its next attempt.</summary>
    Pending,

    /// <summary>An attempt is under way.</summary>
    Running,

    /// <summary>Done; its result is recorded.</summary>
    Completed,

    /// <summary>Every attempt failed, or the task was rejected.</summary>
    Failed,

    /// <summary>Ended by a person or by the run's end before it was done.</summary>
    Cancelled,

    /// <summary>Never started, since a task that it depends on did not complete.</summary>
    Skipped,
}
