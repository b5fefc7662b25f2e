namespace Omua.Testing.Tests;

/// <summary>The fake store keeps the contract, so that what is tested on it is tested on a store.</summary>
public sealed class MemoryStorageConformance : StorageBackendConformance
{
    private readonly MemoryStore _store = new();

    protected override PluginUnderTest Plugin => new() { Create = _ => new MemoryStorage(_store) };
}
