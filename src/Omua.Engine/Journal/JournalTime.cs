using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Omua.Engine.Journal;

/// <summary>Moments as the journal writes them: ISO 8601 in UTC, to the last tick.</summary>
internal static class JournalTime
{
    private const int Length = 28;

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static void Write(Utf8JsonWriter writer, string key, DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[Length];
        time.UtcDateTime.TryFormat(text, out var length, "O", CultureInfo.InvariantCulture);
        writer.WriteString(key, text[..length]);
    }

    public static DateTimeOffset Read(JsonNode json) =>
        DateTimeOffset.Parse(json.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
