namespace Omua.Abstractions;

/// <summary>An event to append.</summary>
/// <param name="Kind">What happened, snake_case: <c>task_completed</c>; 1 to 200 characters.</param>
/// <param name="Json">The event as JSON text, nested at most 64 deep; at most 16 MB as UTF-8.</param>
public sealed record NewEvent(string Kind, string Json);
