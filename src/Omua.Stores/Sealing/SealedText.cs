using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Omua.Stores.Sealing;

/// <summary>
/// A text as the store keeps it: JSON with the id of its key, a nonce of its own, and the text under AES-256-GCM. What it belongs to is authenticated with it: moved to another
/// place it does not open.
/// </summary>
internal static class SealedText
{
    private const string Mark = "{\"omua_sealed\":1,";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Whether a stored text is sealed; one that was written before encryption was switched on is not.</summary>
    public static bool Is(string stored) => stored.StartsWith(Mark, StringComparison.Ordinal);

    public static string Seal(string keyId, byte[] key, string place, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedBytes = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(sealedBytes.AsSpan(0, NonceBytes), plain, sealedBytes.AsSpan(NonceBytes, plain.Length), sealedBytes.AsSpan(NonceBytes + plain.Length), Encoding.UTF8.GetBytes(place));
        return $"{Mark}\"key\":\"{keyId}\",\"data\":\"{Convert.ToBase64String(sealedBytes)}\"}}";
    }

    /// <summary>The id of the key that a sealed text needs.</summary>
    public static string KeyOf(string stored) => Field(stored, "key");

    /// <exception cref="StorageException">It was altered, or belongs to another place, or the key is another.</exception>
    public static string Open(byte[] key, string place, string stored)
    {
        try
        {
            var sealedBytes = Convert.FromBase64String(Field(stored, "data"));
            var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(sealedBytes.AsSpan(0, NonceBytes), sealedBytes.AsSpan(NonceBytes, plain.Length), sealedBytes.AsSpan(NonceBytes + plain.Length), plain, Encoding.UTF8.GetBytes(place));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or OverflowException or ArgumentException)
        {
            throw new StorageException(StorageFailure.Damaged, $"{Shown(place)} was altered, or moved from another place, or sealed with another key of the same id.", exception);
        }
    }

    private static string Field(string stored, string name)
    {
        try
        {
            return JsonNode.Parse(stored)?[name]?.GetValue<string>() ?? throw new FormatException();
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or InvalidOperationException or FormatException)
        {
            throw new StorageException(StorageFailure.Damaged, "A sealed text is not as it was written.", exception);
        }
    }

    private static string Shown(string place) => place.Replace('\0', ' ');
}
