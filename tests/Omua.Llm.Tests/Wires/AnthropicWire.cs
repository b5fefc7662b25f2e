using System.Text.Json.Nodes;
using Omua.Llm.Anthropic;
using Omua.Llm.Tests.Server;

namespace Omua.Llm.Tests.Wires;

internal sealed class AnthropicWire : IWire
{
    public string Name => "anthropic";

    public string Model => "claude-test";

    public LlmBackendPlugin Plugin() => new AnthropicBackend();

    public Uri Base(Uri address) => address;

    public LlmBackendPlugin Backend(Uri address, string? model = null, string? key = null)
    {
        var backend = Plugin();
        ((IConfigured<AnthropicOptions>)backend).Configure(new AnthropicOptions { Model = model ?? Model, ApiKey = key ?? "test-key", BaseUrl = Base(address) });
        return backend;
    }

    public string Answer(string text, string finish = "stop", bool hasUsage = true) => Message(
        [new JsonObject { ["type"] = "text", ["text"] = text }],
        finish switch { "stop" => "end_turn", "length" => "max_tokens", "content_filter" => "refusal", _ => finish },
        hasUsage).ToJsonString();

    public string ToolAnswer(string tool, JsonObject arguments) => Message(
        [new JsonObject { ["type"] = "tool_use", ["id"] = "toolu_1", ["name"] = tool, ["input"] = arguments.DeepClone() }], "tool_use", hasUsage: true).ToJsonString();

    public Script Stream(IReadOnlyList<string> texts, bool hasEnd = true, bool hasUsage = true) => Events(
    [
        ("message_start", new JsonObject { ["message"] = Message([], null, hasUsage) }),
        ("content_block_start", new JsonObject { ["index"] = 0, ["content_block"] = new JsonObject { ["type"] = "text", ["text"] = "" } }),
        .. texts.Select(text => ("content_block_delta", new JsonObject { ["index"] = 0, ["delta"] = new JsonObject { ["type"] = "text_delta", ["text"] = text } })),
        .. hasEnd ? End("end_turn", hasUsage) : [],
    ]);

    public Script ToolStream(string tool, JsonObject arguments) => Events(
    [
        ("message_start", new JsonObject { ["message"] = Message([], null, hasUsage: true) }),
        ("content_block_start", new JsonObject
        {
            ["index"] = 0, ["content_block"] = new JsonObject { ["type"] = "tool_use", ["id"] = "toolu_1", ["name"] = tool, ["input"] = new JsonObject() },
        }),
        .. arguments.ToJsonString().Chunk(4).Select(part => ("content_block_delta", new JsonObject
        {
            ["index"] = 0, ["delta"] = new JsonObject { ["type"] = "input_json_delta", ["partial_json"] = new string(part) },
        })),
        .. End("tool_use", hasUsage: true),
    ]);

    public Script BrokenStream(string text, string message)
    {
        var begun = Stream([text], hasEnd: false);
        return begun with { Pieces = [.. begun.Pieces, $"event: error\ndata: {Error("overloaded_error", message)}\n\n"] };
    }

    public string Error(string code, string message) =>
        new JsonObject { ["type"] = "error", ["error"] = new JsonObject { ["type"] = code, ["message"] = message } }.ToJsonString();

    public string Models(params IEnumerable<string> names) => new JsonObject
    {
        ["data"] = new JsonArray([.. names.Select(name => new JsonObject { ["type"] = "model", ["id"] = name, ["display_name"] = name, ["created_at"] = "2026-01-01T00:00:00Z" })]),
        ["has_more"] = false,
        ["first_id"] = null,
        ["last_id"] = null,
    }.ToJsonString();

    public string Prompt(ReceivedRequest request) => string.Join('\n', request.Json["messages"]!.AsArray().Prepend(new JsonObject { ["content"] = request.Json["system"]?.DeepClone() }).Select(message =>
        message!["content"] is JsonArray parts ? string.Concat(parts.Select(part => (string?)part!["text"])) : (string?)message["content"]));

    public int? Limit(ReceivedRequest request) => (int?)request.Json["max_tokens"];

    private static IEnumerable<(string, JsonObject)> End(string reason, bool hasUsage)
    {
        yield return ("content_block_stop", new JsonObject { ["index"] = 0 });
        var last = new JsonObject { ["delta"] = new JsonObject { ["stop_reason"] = reason, ["stop_sequence"] = null } };
        if (hasUsage)
        {
            last["usage"] = new JsonObject { ["output_tokens"] = WireUsage.Output };
        }

        yield return ("message_delta", last);
        yield return ("message_stop", []);
    }

    private static JsonObject Message(JsonArray content, string? reason, bool hasUsage)
    {
        var message = new JsonObject
        {
            ["id"] = "msg_1", ["type"] = "message", ["role"] = "assistant", ["model"] = "claude-test", ["content"] = content, ["stop_reason"] = reason, ["stop_sequence"] = null,
        };
        if (hasUsage)
        {
            message["usage"] = new JsonObject
            {
                ["input_tokens"] = WireUsage.Input, ["cache_read_input_tokens"] = WireUsage.Cached, ["cache_creation_input_tokens"] = WireUsage.Written,
                ["output_tokens"] = reason is null ? 1 : WireUsage.Output,
            };
        }

        return message;
    }

    private static Script Events(IReadOnlyList<(string Name, JsonObject Data)> events) => new()
    {
        ContentType = "text/event-stream",
        Pieces = [.. events.Select(each =>
        {
            each.Data["type"] = each.Name;
            return $"event: {each.Name}\ndata: {each.Data.ToJsonString()}\n\n";
        })],
    };
}
