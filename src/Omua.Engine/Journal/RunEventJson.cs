using System.Globalization;
using System.Text.Json.Nodes;

namespace Omua.Engine.Journal;

/// <summary>Events as the journal keeps them. Format 1: journals of this format must stay readable.</summary>
internal static class RunEventJson
{
    private const int Format = 1;

    public static NewEvent Write(RunEvent @event)
    {
        var json = new JsonObject { ["format"] = Format, ["at"] = Time(@event.At) };
        Set(json, "task_id", @event.TaskId);
        Set(json, "attempt", @event.Attempt);
        Set(json, "reason", @event.Reason);
        Set(json, "result", @event.Result is null ? null : TaskResultJson.Write(@event.Result));
        Set(json, "not_before", @event.NotBefore is { } notBefore ? Time(notBefore) : null);
        Set(json, "terms", @event.Terms is null ? null : WriteTerms(@event.Terms));
        return new NewEvent(WireNames.Of(@event.Kind), json.ToJsonString());
    }

    public static RunEvent Read(JournalEvent stored)
    {
        var json = JsonNode.Parse(stored.Json)!.AsObject();
        if (json["format"]?.GetValue<int>() is not Format)
        {
            throw new FaultException(new Fault(FaultCodes.JournalFormat, $"Event {stored.Sequence} is of format {json["format"]}; this version reads {Format}.", "Update OMUA."));
        }

        return new RunEvent(WireNames.Parse<RunEventKind>(stored.Kind), Time(json["at"]!))
        {
            TaskId = json["task_id"]?.GetValue<string>(),
            Attempt = json["attempt"]?.GetValue<int>(),
            Reason = json["reason"]?.GetValue<string>(),
            Result = json["result"] is JsonObject result ? TaskResultJson.Read(result) : null,
            NotBefore = json["not_before"] is { } notBefore ? Time(notBefore) : null,
            Terms = json["terms"] is JsonObject terms ? ReadTerms(terms) : null,
        };
    }

    private static JsonObject WriteTerms(RunTerms terms) => new()
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
        ["goal"] = terms.Goal,
    };

    private static RunTerms ReadTerms(JsonObject json) => new()
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
        Goal = json["goal"]?.GetValue<string>() ?? "",
    };

    private static void Set(JsonObject json, string key, JsonNode? value)
    {
        if (value is not null)
        {
            json[key] = value;
        }
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(JsonNode json) =>
        DateTimeOffset.Parse(json.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
