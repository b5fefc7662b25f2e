namespace Omua.Llm.Calling;

/// <summary>The run, and in it the task, that a model is called for: whose budget it is, how long there is, and what an approval is bound to.</summary>
internal sealed record LlmRun
{
    /// <summary>Calls outside any run, such as <c>omua llm ask</c>.</summary>
    public static LlmRun None { get; } = new();

    /// <summary>The run; empty outside of one.</summary>
    public string RunId { get; init; } = "";

    /// <summary>Hash of the run's plan; empty while it is planned.</summary>
    public string PlanHash { get; init; } = "";

    /// <summary>The task; empty while planning or writing the summary.</summary>
    public string TaskId { get; init; } = "";

    /// <summary>When the run must be over; null where it need not.</summary>
    public DateTimeOffset? Deadline { get; init; }
}
