using System.Text.Json.Nodes;
using Omua.Engine.Journal;
using Omua.Engine.Running;

namespace Omua.Cluster.Hosting;

/// <summary>Orders as text, in the journal's own names.</summary>
internal static class AttemptOrderJson
{
    public static string Write(ClusterOrder order) => new JsonObject
    {
        ["run"] = order.Order.RunId,
        ["task"] = TaskSpecJson.Write(order.Order.Task),
        ["attempt"] = order.Order.Attempt,
        ["started_at"] = order.Order.StartedAt is { } at ? JournalTime.Write(at) : null,
        ["previous"] = new JsonArray([.. order.Order.Previous.Values.Select(TaskResultJson.Write)]),
        ["alone"] = order.IsAlone,
    }.ToJsonString();

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
            json["alone"]!.GetValue<bool>());
    }
}
