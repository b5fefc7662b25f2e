using System.Text.Json;
using System.Text.Json.Nodes;
using Omua.Cli.Runs;
using Omua.Engine.Running;

namespace Omua.Cli.Verbs.Workflows;

/// <summary>One run with everything that its journal recorded.</summary>
internal static class RunHistoryJson
{
    public static void Write(
        Utf8JsonWriter writer, RunEntry run, IReadOnlyList<JournalEvent> events, IReadOnlyList<AttemptRecord> attempts, IReadOnlyList<string> refused, LlmSpend? llm, JsonObject? narrative)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("run");
        RunEntryJson.Write(writer, run);
        writer.WriteStartArray("events");
        foreach (var each in events)
        {
            writer.WriteStartObject();
            writer.WriteNumber("sequence", each.Sequence);
            writer.WriteString("kind", each.Kind);
            writer.WriteString("recorded_at", RunEntryJson.Moment(each.RecordedAt));
            writer.WritePropertyName("event");
            Body(each).WriteTo(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        AttemptTable.Write(writer, attempts);
        writer.WriteStartArray("cannot_be_taken_up");
        foreach (var why in refused)
        {
            writer.WriteStringValue(why);
        }

        writer.WriteEndArray();
        if (llm is not null)
        {
            writer.WritePropertyName("llm");
            llm.Json.WriteTo(writer);
        }

        if (narrative is not null)
        {
            writer.WritePropertyName("narrative");
            narrative.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>The task that an event is about; empty where it is about the run.</summary>
    public static string TaskOf(JournalEvent recorded) =>
        Body(recorded) is JsonObject body && (body["task_id"] ?? body["task"]) is JsonValue value && value.TryGetValue<string>(out var task) ? task : "";

    private static JsonNode Body(JournalEvent recorded)
    {
        try
        {
            return JsonNode.Parse(recorded.Json) ?? new JsonObject();
        }
        catch (JsonException)
        {
            // Shown as it stands: a person who looks at a journal wants to see what is there.
            return JsonValue.Create(recorded.Json);
        }
    }
}
