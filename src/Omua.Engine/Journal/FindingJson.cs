using System.Text.Json.Nodes;

namespace Omua.Engine.Journal;

/// <summary>A finding as JSON.</summary>
internal static class FindingJson
{
    public static JsonNode Write(Finding finding) => new JsonObject
    {
        ["id"] = finding.Id,
        ["title"] = finding.Title,
        ["severity"] = WireNames.Of(finding.Severity),
        ["agent"] = finding.Agent,
        ["evidence"] = new JsonArray([.. finding.Evidence.Select(EvidenceJson.Write)]),
        ["interval"] = EvidenceJson.WriteInterval(finding.Interval),
        ["advice"] = finding.Advice,
    };

    public static Finding Read(JsonObject json) => new()
    {
        Id = json["id"]!.GetValue<string>(),
        Title = json["title"]!.GetValue<string>(),
        Severity = WireNames.Parse<FindingSeverity>(json["severity"]!.GetValue<string>()),
        Agent = json["agent"]!.GetValue<string>(),
        Evidence = [.. TaskResultJson.Items(json["evidence"]).Select(EvidenceJson.Read)],
        Interval = EvidenceJson.ReadInterval(json["interval"]),
        Advice = json["advice"]?.GetValue<string>(),
    };
}
