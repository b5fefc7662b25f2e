namespace Omua.Abstractions;

/// <summary>What a plugin extends. On the wire: <c>agent</c>, <c>llm_backend</c>, <c>storage_backend</c>.</summary>
public enum PluginType
{
    /// <summary>Implements <see cref="IAgent"/>.</summary>
    Agent,

    /// <summary>Implements <see cref="ILlmBackend"/>.</summary>
    LlmBackend,

    /// <summary>Implements <see cref="IStorageBackend"/>.</summary>
    StorageBackend,
}
