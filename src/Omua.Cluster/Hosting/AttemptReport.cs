using System.Text.Json.Nodes;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Cluster.Hosting;

/// <summary>What a silo tells a run of an attempt.</summary>
/// <param name="Signal">What became of it.</param>
/// <param name="Kind">Whether that is its outcome.</param>
/// <param name="Silo">Where it was.</param>
internal sealed record AttemptReport(RunSignal Signal, AttemptReportKind Kind, string Silo)
{
    public string Write() => new JsonObject
    {
        ["report"] = WireNames.Of(Kind),
        ["silo"] = Silo,
        ["kind"] = WireNames.Of(Signal.Kind),
        ["at"] = JournalTime.Write(Signal.At),
        ["task_id"] = Signal.TaskId,
        ["attempt"] = Signal.Attempt,
        ["reason"] = Signal.Reason,
        ["retryable"] = Signal.IsRetryable,
        ["jitter"] = Signal.Jitter,
        ["result"] = Signal.Result is { } result ? TaskResultJson.Write(result) : null,
    }.ToJsonString();

    public static AttemptReport Read(string text)
    {
        var json = JsonNode.Parse(text)!;
        var signal = new RunSignal(WireNames.Parse<RunSignalKind>(json["kind"]!.GetValue<string>()), JournalTime.Read(json["at"]!))
        {
            TaskId = json["task_id"]!.GetValue<string>(),
            Attempt = json["attempt"]!.GetValue<int>(),
            Reason = json["reason"]?.GetValue<string>(),
            IsRetryable = json["retryable"]!.GetValue<bool>(),
            Jitter = json["jitter"]!.GetValue<double>(),
            Result = json["result"] is JsonObject result ? TaskResultJson.Read(result) : null,
        };
        return new AttemptReport(signal, WireNames.Parse<AttemptReportKind>(json["report"]!.GetValue<string>()), json["silo"]!.GetValue<string>());
    }
}
