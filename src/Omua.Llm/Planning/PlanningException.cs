namespace Omua.Llm.Planning;

/// <summary>The model's plan cannot be used; the message says why.</summary>
internal sealed class PlanningException(string message) : Exception(message);
