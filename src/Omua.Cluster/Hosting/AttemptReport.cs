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
    public string Write() => JsonText.Of(this, static (writer, report) =>
    {
        writer.WriteStartObject();
        writer.WriteString("report", WireNames.Of(report.Kind));
        writer.WriteString("silo", report.Silo);
        writer.WriteString("kind", WireNames.Of(report.Signal.Kind));
        JournalTime.Write(writer, "at", report.Signal.At);
        writer.WriteString("task_id", report.Signal.TaskId);
        writer.WriteNumber("attempt", report.Signal.Attempt);
        writer.WriteString("reason", report.Signal.Reason);
        writer.WriteBoolean("retryable", report.Signal.IsRetryable);
        writer.WriteNumber("jitter", report.Signal.Jitter);
        if (report.Signal.Result is { } result)
        {
            writer.WritePropertyName("result");
            TaskResultJson.Write(writer, result);
        }

        writer.WriteEndObject();
    });

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
