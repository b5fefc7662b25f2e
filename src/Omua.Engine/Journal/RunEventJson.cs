using System.Text.Json.Nodes;

namespace Omua.Engine.Journal;

/// <summary>Events as the journal keeps them. Format 1: journals of this format must stay readable; it grows by fields and kinds alone.</summary>
internal static class RunEventJson
{
    private const int Format = 1;

    public static NewEvent Write(RunEvent @event)
    {
        var json = new JsonObject { ["format"] = Format, ["at"] = JournalTime.Write(@event.At) };
        Set(json, "task_id", @event.TaskId);
        Set(json, "attempt", @event.Attempt);
        Set(json, "reason", @event.Reason);
        Set(json, "result", @event.Result is null ? null : TaskResultJson.Write(@event.Result));
        Set(json, "crash", @event.IsCrash);
        Set(json, "not_before", @event.NotBefore is { } notBefore ? JournalTime.Write(notBefore) : null);
        Set(json, "terms", @event.Terms is null ? null : RunTermsJson.Write(@event.Terms));
        return new NewEvent(WireNames.Of(@event.Kind), json.ToJsonString());
    }

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

    private static RunEventKind Kind(JournalEvent stored) => WireNames.TryParse<RunEventKind>(stored.Kind, out var kind)
        ? kind
        : throw new FaultException(new Fault(FaultCodes.JournalFormat, $"Event {stored.Sequence} is of the kind {stored.Kind}, which this version does not know.", "Update OMUA."));

    private static void Set(JsonObject json, string key, JsonNode? value)
    {
        if (value is not null)
        {
            json[key] = value;
        }
    }
}
