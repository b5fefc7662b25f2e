using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Omua.Cli.Verbs.Workflows;

/// <summary>Runs as lists show them.</summary>
internal static class RunEntryJson
{
    public static void WriteArray(Utf8JsonWriter writer, IReadOnlyList<RunEntry> runs)
    {
        writer.WriteStartArray();
        foreach (var run in runs)
        {
            Write(writer, run);
        }

        writer.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter writer, RunEntry run)
    {
        writer.WriteStartObject();
        writer.WriteString("id", run.RunId);
        writer.WriteString("status", Status(run));
        writer.WriteBoolean("open", run.IsOpen);
        writer.WriteString("created_at", Moment(run.CreatedAt));
        writer.WriteString("updated_at", Moment(run.UpdatedAt));
        writer.WriteNumber("events", run.LastSequence);
        writer.WritePropertyName("summary");
        if (Summary(run) is { } summary)
        {
            summary.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteEndObject();
    }

    /// <summary>The run's own word for where it stands; <c>interrupted</c> where it is open and nobody holds it by the store's clock, so that nobody is working on it.</summary>
    public static string Status(RunEntry run) =>
        Said(run) is var said && run.IsOpen && run.LeasedUntil is null && said is not ("waiting" or "created") ? "interrupted"
            : said ?? (run.IsOpen ? "running" : "closed");

    private static string? Said(RunEntry run) => Summary(run)?["status"] is JsonValue value && value.TryGetValue<string>(out var status) ? status : null;

    public static string Moment(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static JsonObject? Summary(RunEntry run)
    {
        try
        {
            return run.Summary is null ? null : JsonNode.Parse(run.Summary) as JsonObject;
        }
        catch (JsonException)
        {
            // A store of someone else's may have kept anything; the run is still worth a line.
            return null;
        }
    }
}
