using System.Globalization;
using System.Text.Json.Nodes;

namespace Omua.Engine.Journal;

/// <summary>Moments as the journal writes them: ISO 8601 in UTC, to the last tick.</summary>
internal static class JournalTime
{
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(JsonNode json) =>
        DateTimeOffset.Parse(json.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
