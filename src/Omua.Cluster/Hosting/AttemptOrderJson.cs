using System.Text.Json.Nodes;
using Omua.Engine.Journal;
using Omua.Engine.Running;

namespace Omua.Cluster.Hosting;

/// <summary>Orders as text, in the journal's own names.</summary>
internal static class AttemptOrderJson
{
    public static string Write(ClusterOrder order) => JsonText.Of(order, static (writer, sent) =>
    {
        writer.WriteStartObject();
        writer.WriteString("run", sent.Order.RunId);
        writer.WritePropertyName("task");
        TaskSpecJson.Write(writer, sent.Order.Task);
        writer.WriteNumber("attempt", sent.Order.Attempt);
        if (sent.Order.StartedAt is { } at)
        {
            JournalTime.Write(writer, "started_at", at);
        }

        writer.WriteStartArray("previous");
        foreach (var result in sent.Order.Previous.Values)
        {
            TaskResultJson.Write(writer, result);
        }

        writer.WriteEndArray();
        writer.WriteBoolean("alone", sent.IsAlone);
        JournalTime.Write(writer, "decided_at", sent.DecidedAt);
        writer.WriteEndObject();
    });

    public static ClusterOrder Read(string text)
    {
        var json = JsonNode.Parse(text)!;
        return new ClusterOrder(
            new AttemptOrder(
                json["run"]!.GetValue<string>(),
                TaskSpecJson.Read(json["task"]!.AsObject()),
                json["attempt"]!.GetValue<int>(),
                json["started_at"] is { } at ? JournalTime.Read(at) : null,
                json["previous"]!.AsArray().Select(result => TaskResultJson.Read(result!.AsObject())).ToDictionary(result => result.TaskId, StringComparer.Ordinal)),
            json["alone"]!.GetValue<bool>(),
            JournalTime.Read(json["decided_at"]!));
    }
}
