using System.Text.Json.Nodes;

namespace Omua.Engine.Journal;

/// <summary>The terms of a run as JSON. What a later version added may be missing.</summary>
internal static class RunTermsJson
{
    public static JsonObject Write(RunTerms terms) => new()
    {
        ["plan_source"] = terms.PlanSource,
        ["plan_hash"] = terms.PlanHash,
        ["tasks"] = new JsonArray([.. terms.Tasks.Select(TaskSpecJson.Write)]),
        ["dry_run"] = terms.DryRun,
        ["max_parallel"] = terms.MaxParallel,
        ["retries"] = terms.Retries,
        ["retry_delay_ms"] = (long)terms.RetryDelay.TotalMilliseconds,
        ["retry_delay_max_ms"] = (long)terms.RetryDelayMax.TotalMilliseconds,
        ["failure_policy"] = WireNames.Of(terms.FailurePolicy),
        ["crash_limit"] = terms.CrashLimit,
        ["agent_limits"] = new JsonObject(terms.AgentLimits.Select(limit => KeyValuePair.Create(limit.Key, (JsonNode?)limit.Value))),
        ["goal"] = terms.Goal,
        ["inputs"] = terms.Inputs is null ? null : RunInputsJson.Write(terms.Inputs),
    };

    public static RunTerms Read(JsonObject json) => new()
    {
        PlanSource = json["plan_source"]!.GetValue<string>(),
        PlanHash = json["plan_hash"]!.GetValue<string>(),
        Tasks = [.. TaskResultJson.Items(json["tasks"]).Select(TaskSpecJson.Read)],
        DryRun = json["dry_run"]!.GetValue<bool>(),
        MaxParallel = json["max_parallel"]!.GetValue<int>(),
        Retries = json["retries"]!.GetValue<int>(),
        RetryDelay = TimeSpan.FromMilliseconds(json["retry_delay_ms"]!.GetValue<long>()),
        RetryDelayMax = TimeSpan.FromMilliseconds(json["retry_delay_max_ms"]!.GetValue<long>()),
        FailurePolicy = WireNames.Parse<FailurePolicy>(json["failure_policy"]!.GetValue<string>()),
        CrashLimit = json["crash_limit"]?.GetValue<int>() ?? EngineOptions.DefaultCrashLimit,
        AgentLimits = json["agent_limits"] is JsonObject limits ? limits.ToDictionary(limit => limit.Key, limit => limit.Value!.GetValue<int>(), StringComparer.Ordinal) : [],
        Goal = json["goal"]?.GetValue<string>() ?? "",
        Inputs = json["inputs"] is JsonObject inputs ? RunInputsJson.Read(inputs) : null,
    };
}
