using System.Text.Json;
using Omua.Llm.Calling;

namespace Omua.Llm.Recording;

/// <summary>A recording, read back. Each outcome is given once, in the order in which it was recorded; there is never a guess.</summary>
internal sealed class Cassette
{
    private readonly Dictionary<string, Queue<JsonObject>> _outcomes = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly string _path;

    private Cassette(string path) => _path = path;

    public static Cassette Read(string path)
    {
        var cassette = new Cassette(path);
        var number = 0;
        try
        {
            foreach (var text in File.ReadLines(path))
            {
                number++;
                var line = JsonNode.Parse(text) as JsonObject ?? throw new JsonException("a line is a JSON object");
                if (number == 1)
                {
                    if ((int?)line["omua_cassette"] != CassetteWriter.Format)
                    {
                        throw new JsonException($"the first line is not {{\"omua_cassette\": {CassetteWriter.Format}}}");
                    }

                    continue;
                }

                var key = (string?)line["key"] ?? throw new JsonException("a line has its key");
                if (!cassette._outcomes.TryGetValue(key, out var queue))
                {
                    cassette._outcomes[key] = queue = new Queue<JsonObject>();
                }

                queue.Enqueue(line);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw new FaultException(
                new Fault(FaultCodes.CassetteUnreadable, $"the recording cannot be read: {exception.Message}", "record it again: --record FILE") { File = path, Line = number == 0 ? null : number }, exception);
        }

        return cassette;
    }

    /// <summary>The recorded outcome of a call.</summary>
    /// <exception cref="LlmException">The recorded one.</exception>
    /// <exception cref="FaultException">None is recorded, or all of them were given.</exception>
    public LlmResponse Take(LlmCall call)
    {
        var key = CallKey.Of(CallKey.Describe(call));
        JsonObject? line;
        bool isKnown;
        lock (_lock)
        {
            isKnown = _outcomes.TryGetValue(key, out var queue);
            line = queue is { Count: > 0 } ? queue.Dequeue() : null;
        }

        return line switch
        {
            null => throw Miss(call, key, isKnown),
            { } when line["failure"] is JsonObject failure => throw new LlmException(Enum.Parse<LlmFailure>((string)failure["class"]!), (string)failure["message"]!),
            _ => AnswerJson.Read((JsonObject)line["response"]!),
        };
    }

    private FaultException Miss(LlmCall call, string key, bool isKnown)
    {
        var last = call.Messages.Count == 0 ? "" : call.Messages[^1].Content.ReplaceLineEndings(" ");
        var what = isKnown ? "was asked more often than it was recorded" : "is not recorded";
        return new FaultException(new Fault(
            FaultCodes.ReplayMiss, $"a call that {what} ({key[..12]}): \"{(last.Length <= 120 ? last : last[..120] + "…")}\"", "record again with the same data and settings: --record FILE") { File = _path });
    }
}
