using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Omua.Engine.Exporting;

/// <summary>
/// A run as a file: a line that says what it is, a line for each event of its journal, a line that ends it. Each line carries the hash of all before it, so that a file
/// that was cut, changed or put together from two is seen.
/// </summary>
internal static class RunExport
{
    private const int Format = 1;
    private const string Begin = "omua run export";

    /// <summary>Writes the journal of a run.</summary>
    /// <returns>How many events it has; 0 where there is no such run, and nothing was written.</returns>
    public static async Task<long> WriteAsync(IRunJournal journal, string runId, TextWriter to, CancellationToken cancellationToken)
    {
        var (count, hash) = (0L, Hash("", $"{Begin}|{Format}|{runId}"));
        await foreach (var each in journal.LoadAsync(runId, 0, cancellationToken).ConfigureAwait(false))
        {
            if (count++ == 0)
            {
                await LineAsync(to, new JsonObject { ["export"] = Begin, ["format"] = Format, ["run"] = runId }).ConfigureAwait(false);
            }

            hash = Hash(hash, each);
            await LineAsync(to, new JsonObject
            {
                ["sequence"] = each.Sequence, ["kind"] = each.Kind, ["recorded_at"] = Moment(each.RecordedAt), ["event"] = each.Json, ["hash"] = hash,
            }).ConfigureAwait(false);
        }

        if (count > 0)
        {
            await LineAsync(to, new JsonObject { ["end"] = count, ["hash"] = hash }).ConfigureAwait(false);
        }

        return count;
    }

    /// <summary>Reads what <see cref="WriteAsync"/> wrote.</summary>
    /// <exception cref="FaultException">The file is something else, or is not as it was written: each says which line.</exception>
    public static async Task<ExportedRun> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var number = 0;
        try
        {
            string? runId = null;
            var (events, hash, isWhole) = (new List<JournalEvent>(), "", false);
            await foreach (var line in File.ReadLinesAsync(file, cancellationToken).ConfigureAwait(false))
            {
                number++;
                var json = JsonNode.Parse(line) as JsonObject ?? throw new FormatException("it is no object");
                if (isWhole)
                {
                    throw new FormatException("something follows the end");
                }

                if (runId is null)
                {
                    runId = Name(json);
                    hash = Hash("", $"{Begin}|{Format}|{runId}");
                }
                else if (json["end"] is { } end)
                {
                    isWhole = end.GetValue<long>() == events.Count && (string?)json["hash"] == hash ? true : throw new FormatException($"it ends a run of {end} events, and {events.Count} stand before it");
                }
                else
                {
                    events.Add(Event(json, events.Count + 1));
                    hash = Hash(hash, events[^1]);
                    Require((string?)json["hash"] == hash, "its hash is not that of what stands here: the file was changed");
                }
            }

            return runId is not null && isWhole ? new ExportedRun(runId, events) : throw new FormatException("the file ends before the run does");
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw new FaultException(new Fault(FaultCodes.ExportUnreadable, $"this is not the export of a run, or not as it was written: {Cause(exception)}", "export the run again: omua workflow export RUN --out FILE")
            {
                File = file, Line = Math.Max(number, 1),
            }, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(new Fault(FaultCodes.ExportUnreadable, $"the file cannot be read: {exception.Message.TrimEnd('.')}", "name a file that can be read") { File = file }, exception);
        }
    }

    private static string Name(JsonObject json)
    {
        Require(json["export"] is JsonValue what && what.TryGetValue<string>(out var text) && text == Begin, "it does not begin as an export does");
        Require(json["format"]?.GetValue<int>() == Format, $"it is of format {json["format"]}, and this version reads {Format}");
        return json["run"]?.GetValue<string>() ?? throw new FormatException("it names no run");
    }

    private static JournalEvent Event(JsonObject json, long sequence)
    {
        Require(json["sequence"]?.GetValue<long>() == sequence, $"event {sequence} should stand here");
        return new JournalEvent(
            sequence, json["kind"]!.GetValue<string>(), json["event"]!.GetValue<string>(),
            DateTimeOffset.Parse(json["recorded_at"]!.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException(otherwise);
        }
    }

    private static string Cause(Exception exception) => exception is FormatException ? exception.Message : "this line is not what an export has there";

    private static string Hash(string before, JournalEvent each) => Hash(before, $"{each.Sequence}|{each.Kind}|{Moment(each.RecordedAt)}|{each.Json}");

    private static string Hash(string before, string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{before}|{text}")));

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static Task LineAsync(TextWriter to, JsonObject line) => to.WriteAsync($"{line.ToJsonString()}\n");
}
