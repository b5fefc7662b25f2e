using System.Text.Json;
using System.Text.Json.Nodes;

namespace Omua.Engine.Journal;

/// <summary>Events as the journal keeps them. Format 1: journals of this format must stay readable; it grows by fields and kinds alone.</summary>
internal static class RunEventJson
{
    private const int Format = 1;

    public static NewEvent Write(RunEvent @event) => new(WireNames.Of(@event.Kind), JsonText.Of(@event, Write));

    public static RunEvent Read(JournalEvent stored)
    {
        var json = JsonNode.Parse(stored.Json)!.AsObject();
        if (json["format"]?.GetValue<int>() is not Format)
        {
            throw new FaultException(new Fault(FaultCodes.JournalFormat, $"Event {stored.Sequence} is of format {json["format"]}; this version reads {Format}.", "Update OMUA."));
        }

        return new RunEvent(Kind(stored), JournalTime.Read(json["at"]!))
        {
            TaskId = json["task_id"]?.GetValue<string>(),
            Attempt = json["attempt"]?.GetValue<int>(),
            Reason = json["reason"]?.GetValue<string>(),
            Result = json["result"] is JsonObject result ? TaskResultJson.Read(result) : null,
            IsCrash = json["crash"]?.GetValue<bool>(),
            NotBefore = json["not_before"] is { } notBefore ? JournalTime.Read(notBefore) : null,
            Terms = json["terms"] is JsonObject terms ? RunTermsJson.Read(terms) : null,
        };
    }

    private static void Write(Utf8JsonWriter writer, RunEvent @event)
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", Format);
        JournalTime.Write(writer, "at", @event.At);
        if (@event.TaskId is { } task)
        {
            writer.WriteString("task_id", task);
        }

        if (@event.Attempt is { } attempt)
        {
            writer.WriteNumber("attempt", attempt);
        }

        if (@event.Reason is { } reason)
        {
            writer.WriteString("reason", reason);
        }

        if (@event.ResultJson is { } text)
        {
            writer.WritePropertyName("result");
            writer.WriteRawValue(text, skipInputValidation: true);
        }
        else if (@event.Result is { } result)
        {
            writer.WritePropertyName("result");
            TaskResultJson.Write(writer, result);
        }

        if (@event.IsCrash is { } isCrash)
        {
            writer.WriteBoolean("crash", isCrash);
        }

        if (@event.NotBefore is { } notBefore)
        {
            JournalTime.Write(writer, "not_before", notBefore);
        }

        if (@event.Terms is { } terms)
        {
            writer.WritePropertyName("terms");
            RunTermsJson.Write(writer, terms);
        }

        writer.WriteEndObject();
    }

    private static RunEventKind Kind(JournalEvent stored) => WireNames.TryParse<RunEventKind>(stored.Kind, out var kind)
        ? kind
        : throw new FaultException(new Fault(FaultCodes.JournalFormat, $"Event {stored.Sequence} is of the kind {stored.Kind}, which this version does not know.", "Update OMUA."));
}
