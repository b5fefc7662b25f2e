using System.Globalization;

namespace Omua.Stores.Audit;

/// <summary>Where the chain stood: number and hash of its last record. Kept elsewhere, it shows later that nothing up to it was cut or written anew.</summary>
internal readonly record struct AuditAnchor(long Sequence, string Hash)
{
    public static AuditAnchor None { get; } = new(0, AuditEntry.Beginning);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");

    /// <summary>The anchor of a text as <see cref="ToString"/> writes it; null of any other.</summary>
    public static AuditAnchor? Parse(string text) =>
        text.Split(':') is [var number, { Length: 64 } hash] && hash.All(char.IsAsciiHexDigit) && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && sequence > 0
            ? new AuditAnchor(sequence, hash.ToLowerInvariant())
            : null;
}
