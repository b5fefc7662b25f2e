using System.Text.Json.Nodes;
using Omua.Llm.OpenAI;
using Omua.Llm.Tests.Server;
using static Omua.Llm.Tests.Wires.WireUsage;

namespace Omua.Llm.Tests.Wires;

internal sealed class OpenAIWire : IWire
{
    private const string Usage = """{"prompt_tokens":18,"completion_tokens":5,"total_tokens":23,"prompt_tokens_details":{"cached_tokens":8},"completion_tokens_details":{"reasoning_tokens":3}}""";

    public string Name => "openai";

    public string Model => "gpt-test";

    public LlmBackendPlugin Plugin() => new OpenAIBackend();

    public Uri Base(Uri address) => new(address, "/v1");

    public LlmBackendPlugin Backend(Uri address, string? model = null, string? key = null)
    {
        var backend = Plugin();
        ((IConfigured<OpenAIOptions>)backend).Configure(new OpenAIOptions { Model = model ?? Model, ApiKey = key, BaseUrl = Base(address) });
        return backend;
    }

    public string Answer(string text, string finish = "stop", bool hasUsage = true)
    {
        var answer = Envelope("chat.completion", new JsonObject { ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text }, ["finish_reason"] = finish });
        answer["usage"] = hasUsage ? JsonNode.Parse(Usage) : null;
        return answer.ToJsonString();
    }

    public string ToolAnswer(string tool, JsonObject arguments)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = null, ["tool_calls"] = new JsonArray(Call(tool, arguments.ToJsonString())) };
        var answer = Envelope("chat.completion", new JsonObject { ["message"] = message, ["finish_reason"] = "tool_calls" });
        answer["usage"] = JsonNode.Parse(Usage);
        return answer.ToJsonString();
    }

    public Script Stream(IReadOnlyList<string> texts, bool hasEnd = true, bool hasUsage = true)
    {
        var chunks = texts.Select(text => Chunk(new JsonObject { ["content"] = text }, null)).ToList();
        if (hasEnd)
        {
            chunks.Add(Chunk([], "stop"));
            if (hasUsage)
            {
                chunks.Add(UsageChunk());
            }

            chunks.Add("[DONE]");
        }

        return Events(chunks);
    }

    public Script ToolStream(string tool, JsonObject arguments)
    {
        var text = arguments.ToJsonString();
        return Events(
        [
            Chunk(new JsonObject { ["role"] = "assistant", ["tool_calls"] = new JsonArray(Call(tool, "")) }, null),
            .. text.Chunk(4).Select(part => Chunk(
                new JsonObject { ["tool_calls"] = new JsonArray(new JsonObject { ["index"] = 0, ["function"] = new JsonObject { ["arguments"] = new string(part) } }) }, null)),
            Chunk([], "tool_calls"), UsageChunk(), "[DONE]",
        ]);
    }

    public Script BrokenStream(string text, string message) => Events([Chunk(new JsonObject { ["content"] = text }, null), Error("server_error", message)]);

    public string Error(string code, string message) =>
        new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = code, ["code"] = code } }.ToJsonString();

    public string Models(params IEnumerable<string> names) => new JsonObject
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. names.Select(name => new JsonObject { ["id"] = name, ["object"] = "model", ["created"] = 1, ["owned_by"] = "test" })]),
    }.ToJsonString();

    public string Prompt(ReceivedRequest request) => string.Join('\n', request.Json["messages"]!.AsArray().Select(message =>
        message!["content"] is JsonArray parts ? string.Concat(parts.Select(part => (string?)part!["text"])) : (string?)message["content"]));

    public int? Limit(ReceivedRequest request) => (int?)request.Json["max_tokens"] is { } limit && limit == (int?)request.Json["max_completion_tokens"] ? limit : null;

    private static JsonObject Call(string tool, string arguments) => new()
    {
        ["index"] = 0, ["id"] = "call_1", ["type"] = "function", ["function"] = new JsonObject { ["name"] = tool, ["arguments"] = arguments },
    };

    private static string UsageChunk()
    {
        var chunk = Envelope("chat.completion.chunk", null);
        chunk["usage"] = JsonNode.Parse(Usage);
        return chunk.ToJsonString();
    }

    private static string Chunk(JsonObject delta, string? finish) => Envelope("chat.completion.chunk", new JsonObject { ["delta"] = delta, ["finish_reason"] = finish }).ToJsonString();

    private static JsonObject Envelope(string kind, JsonObject? choice)
    {
        choice?.Add("index", 0);
        return new JsonObject { ["id"] = "chatcmpl-1", ["object"] = kind, ["created"] = 1, ["model"] = "gpt-test", ["choices"] = choice is null ? [] : new JsonArray(choice) };
    }

    private static Script Events(IReadOnlyList<string> data) => new() { ContentType = "text/event-stream", Pieces = [.. data.Select(each => $"data: {each}\n\n")] };
}
