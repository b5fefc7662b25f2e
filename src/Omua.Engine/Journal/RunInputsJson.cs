using System.Text.Json.Nodes;

namespace Omua.Engine.Journal;

/// <summary>The inputs of a run as JSON.</summary>
internal static class RunInputsJson
{
    public static JsonObject Write(RunInputs inputs) => new()
    {
        ["data_path"] = inputs.DataPath,
        ["files"] = new JsonArray([.. inputs.Files.Select(file => (JsonNode)new JsonObject { ["path"] = file.Path, ["bytes"] = file.Bytes, ["sha256"] = file.Sha256 })]),
        ["budget"] = inputs.Budget,
        ["currency"] = inputs.Currency,
        ["agents"] = new JsonObject(inputs.Agents.Select(agent => KeyValuePair.Create(agent.Key, (JsonNode?)agent.Value))),
        ["seed"] = inputs.Seed,
        ["started_at"] = JournalTime.Write(inputs.StartedAt),
        ["out"] = inputs.Out,
        ["simulated"] = inputs.IsSimulated,
        ["command"] = inputs.Command,
    };

    public static RunInputs Read(JsonObject json) => new()
    {
        DataPath = json["data_path"]!.GetValue<string>(),
        Files = [.. TaskResultJson.Items(json["files"]).Select(file => new InputFile(
            file["path"]!.GetValue<string>(), file["bytes"]!.GetValue<long>(), file["sha256"]!.GetValue<string>()))],
        Budget = json["budget"]?.GetValue<decimal>(),
        Currency = json["currency"]?.GetValue<string>(),
        Agents = json["agents"] is JsonObject agents ? agents.ToDictionary(agent => agent.Key, agent => agent.Value!.GetValue<string>(), StringComparer.Ordinal) : [],
        Seed = json["seed"]!.GetValue<int>(),
        StartedAt = JournalTime.Read(json["started_at"]!),
        Out = json["out"]?.GetValue<string>(),
        IsSimulated = json["simulated"]?.GetValue<bool>() ?? false,
        Command = json["command"]?.GetValue<string>() ?? "",
    };
}
