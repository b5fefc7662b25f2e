using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Omua.Stores.Audit;

/// <summary>One record of the audit chain. Its text is hashed as it stands; the hash is the last field and covers all before it.</summary>
internal sealed record AuditEntry(long Sequence, DateTimeOffset At, string Actor, string Action, string Subject, JsonNode? Detail, string Previous, string Hash)
{
    /// <summary>What the first record has in the place of the hash before it.</summary>
    public static string Beginning { get; } = new('0', 64);

    private const string HashField = ",\"hash\":\"";

    /// <summary>The record and its text.</summary>
    public static (AuditEntry Entry, string Json) Make(AuditAnchor after, DateTimeOffset at, string actor, string action, string subject, JsonNode? detail)
    {
        var sequence = after.Sequence + 1;
        var moment = at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var body = new JsonObject
        {
            ["sequence"] = sequence, ["at"] = moment, ["actor"] = actor, ["action"] = action, ["subject"] = subject, ["detail"] = detail?.DeepClone(), ["previous"] = after.Hash,
        }.ToJsonString();
        var hash = HashOf(body);
        return (new AuditEntry(sequence, at, actor, action, subject, detail, after.Hash, hash), $"{body[..^1]}{HashField}{hash}\"}}");
    }

    /// <summary>The record; null where the text is none, or is not what its hash was made of.</summary>
    public static AuditEntry? Read(string json)
    {
        var at = json.LastIndexOf(HashField, StringComparison.Ordinal);
        try
        {
            if (at < 0 || JsonNode.Parse(json) is not JsonObject fields || (string?)fields["hash"] is not { } hash || hash != HashOf(json[..at] + "}"))
            {
                return null;
            }

            return new AuditEntry((long)fields["sequence"]!, DateTimeOffset.Parse((string)fields["at"]!, CultureInfo.InvariantCulture), (string)fields["actor"]!, (string)fields["action"]!, (string)fields["subject"]!,
                fields["detail"], (string)fields["previous"]!, hash);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            // Whoever altered it made it no record at all.
            return null;
        }
    }

    private static string HashOf(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
}
