namespace Omua.Llm.Calling;

/// <summary>A backend that the pipeline may ask, loaded when it first does.</summary>
/// <param name="Name">The plugin's name.</param>
/// <param name="Model">The model that it is configured for; null where that is known only to it.</param>
/// <param name="Load">Loads it; throws <see cref="FaultException"/> where it cannot be used.</param>
internal sealed record BackendEntry(string Name, string? Model, Func<CancellationToken, Task<ILlmBackend>> Load);
