using System.Text.Json;
using System.Text.Json.Nodes;

namespace Omua.Engine.Journal;

/// <summary>The terms of a run as JSON. What a later version added may be missing.</summary>
internal static class RunTermsJson
{
    public static void Write(Utf8JsonWriter writer, RunTerms terms)
    {
        writer.WriteStartObject();
        writer.WriteString("plan_source", terms.PlanSource);
        writer.WriteString("plan_hash", terms.PlanHash);
        writer.WriteStartArray("tasks");
        foreach (var task in terms.Tasks)
        {
            TaskSpecJson.Write(writer, task);
        }

        writer.WriteEndArray();
        writer.WriteBoolean("dry_run", terms.DryRun);
        writer.WriteNumber("max_parallel", terms.MaxParallel);
        writer.WriteNumber("retries", terms.Retries);
        writer.WriteNumber("retry_delay_ms", (long)terms.RetryDelay.TotalMilliseconds);
        writer.WriteNumber("retry_delay_max_ms", (long)terms.RetryDelayMax.TotalMilliseconds);
        writer.WriteString("failure_policy", WireNames.Of(terms.FailurePolicy));
        writer.WriteNumber("crash_limit", terms.CrashLimit);
        writer.WriteStartObject("agent_limits");
        foreach (var (agent, limit) in terms.AgentLimits)
        {
            writer.WriteNumber(agent, limit);
        }

        writer.WriteEndObject();
        if (terms.Timeout is { } timeout)
        {
            writer.WriteNumber("timeout_ms", (long)timeout.TotalMilliseconds);
        }

        if (terms.Origin is { } origin)
        {
            writer.WriteString("origin", origin);
        }

        writer.WriteString("goal", terms.Goal);
        if (terms.Inputs is { } inputs)
        {
            writer.WritePropertyName("inputs");
            RunInputsJson.Write(inputs).WriteTo(writer);
        }

        writer.WriteEndObject();
    }

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
        Timeout = json["timeout_ms"] is { } timeout ? TimeSpan.FromMilliseconds(timeout.GetValue<long>()) : null,
        Origin = json["origin"]?.GetValue<string>(),
        Goal = json["goal"]?.GetValue<string>() ?? "",
        Inputs = json["inputs"] is JsonObject inputs ? RunInputsJson.Read(inputs) : null,
    };
}
