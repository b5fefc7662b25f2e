namespace Omua.Stores.Sealing;

/// <summary>The keys that are configured outside of the store: the one in use, and earlier ones that may still be met. Each has an id, which is not secret.</summary>
internal sealed class MasterKeys
{
    private const int KeyBytes = 32;
    private readonly Dictionary<string, byte[]> _keys;

    private MasterKeys(string current, Dictionary<string, byte[]> keys) => (Current, _keys) = (current, keys);

    /// <summary>The id of the key that new data keys are wrapped with.</summary>
    public string Current { get; }

    /// <summary>The key; null where it is not configured.</summary>
    public byte[]? Find(string id) => _keys.GetValueOrDefault(id);

    /// <summary>Reads keys as base64 of 32 bytes.</summary>
    /// <exception cref="FaultException">A text is none. The text is not quoted.</exception>
    public static MasterKeys Parse(string id, string text, IReadOnlyDictionary<string, string> old)
    {
        var keys = old.ToDictionary(key => key.Key, key => Bytes($"storage.old_encryption_keys.{key.Key}", key.Value), StringComparer.Ordinal);
        keys[id] = Bytes("storage.encryption_key", text);
        return new MasterKeys(id, keys);
    }

    private static byte[] Bytes(string place, string text)
    {
        var bytes = new byte[KeyBytes + 1];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == KeyBytes
            ? bytes[..KeyBytes]
            : throw new FaultException(new Fault(FaultCodes.StoreKeyMissing, $"{place} is no key: base64 of {KeyBytes} bytes is", "make one with: openssl rand -base64 32, keep it outside of the store, and name it as ${env:NAME} or ${file:PATH}"));
    }
}
