namespace Omua.Plugins.Configuration;

/// <summary>The section <c>storage:</c>.</summary>
internal sealed record StorageSettings
{
    /// <summary>Name of the storage plugin. Its own settings stand under <c>plugins:</c>. Default <c>sqlite</c>.</summary>
    public string Backend { get; init; } = "sqlite";

    /// <summary>The key that texts are encrypted with at rest, base64 of 32 bytes, as a reference: <c>${env:OMUA_STORE_KEY}</c>. Default: they are not encrypted.</summary>
    [Secret]
    public string? EncryptionKey { get; init; }

    /// <summary>The name of that key; a new key needs a new one. Default <c>1</c>.</summary>
    public string EncryptionKeyId { get; init; } = "1";

    /// <summary>Keys of earlier, by name; needed until 'omua storage migrate --rotate-key' has run.</summary>
    [Secret]
    public IReadOnlyDictionary<string, string> OldEncryptionKeys { get; init; } = new Dictionary<string, string>();
}
