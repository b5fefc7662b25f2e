using System.Text.Json.Nodes;
using Omua.Cli.Composition;
using Omua.Cli.Runs.Playbooks;

namespace Omua.Cli.Runs;

/// <summary>What a schedule runs: the options of <c>omua run</c>, as the store keeps them. Paths are whole, since whoever begins the run stands elsewhere.</summary>
internal static class ScheduledRun
{
    public static JsonObject Write(RunOptions options, string? playbook) => new()
    {
        ["data"] = Path.GetFullPath(options.DataPath),
        ["budget"] = options.Budget,
        ["currency"] = options.Currency,
        ["agents"] = new JsonArray([.. options.Agents.Select(agent => (JsonNode)agent)]),
        ["playbook"] = playbook is null ? null : Path.GetFullPath(playbook),
        ["no_llm"] = options.Llm is null,
        ["approve"] = options.IsApproved,
        ["out"] = options.Out is { } folder ? Path.GetFullPath(folder) : null,
        ["goal"] = options.Goal,
        ["seed"] = options.Seed,
        ["command"] = options.Command,
    };

    /// <exception cref="FaultException">The playbook cannot be read any more.</exception>
    public static RunOptions Read(JsonObject json) => new()
    {
        DataPath = json["data"]!.GetValue<string>(),
        Budget = json["budget"]?.GetValue<decimal>(),
        Currency = json["currency"]?.GetValue<string>(),
        Agents = [.. json["agents"]!.AsArray().Select(agent => agent!.GetValue<string>())],
        Playbook = json["playbook"]?.GetValue<string>() is { } file ? PlaybookFile.Read(file) : null,
        Llm = json["no_llm"]!.GetValue<bool>() ? null : LlmTape.None,
        IsApproved = json["approve"]!.GetValue<bool>(),
        Out = json["out"]?.GetValue<string>(),
        Goal = json["goal"]!.GetValue<string>(),
        Seed = json["seed"]!.GetValue<int>(),
        Command = json["command"]!.GetValue<string>(),
    };
}
