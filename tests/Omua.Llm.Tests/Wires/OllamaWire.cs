using System.Text.Json.Nodes;
using Omua.Llm.Ollama;
using Omua.Llm.Tests.Server;

namespace Omua.Llm.Tests.Wires;

internal sealed class OllamaWire : IWire
{
    public string Name => "ollama";

    public string Model => "llama-test:latest";

    public LlmBackendPlugin Plugin() => new OllamaBackend();

    public Uri Base(Uri address) => address;

    public LlmBackendPlugin Backend(Uri address, string? model = null, string? key = null)
    {
        var backend = Plugin();
        ((IConfigured<OllamaOptions>)backend).Configure(new OllamaOptions { Model = model ?? Model, BaseUrl = Base(address), ContextLength = 8192 });
        return backend;
    }

    public string Answer(string text, string finish = "stop", bool hasUsage = true) => Line(new JsonObject { ["content"] = text }, finish, hasUsage);

    public string ToolAnswer(string tool, JsonObject arguments) => Line(Call(tool, arguments), "stop", hasUsage: true);

    public Script Stream(IReadOnlyList<string> texts, bool hasEnd = true, bool hasUsage = true) => Lines(
        [.. texts.Select(text => Line(new JsonObject { ["content"] = text }, null, false)), .. hasEnd ? [Line(new JsonObject { ["content"] = "" }, "stop", hasUsage)] : Array.Empty<string>()]);

    public Script ToolStream(string tool, JsonObject arguments) => Lines([Line(Call(tool, arguments), null, false), Line(new JsonObject { ["content"] = "" }, "stop", hasUsage: true)]);

    public Script BrokenStream(string text, string message) => Lines([Line(new JsonObject { ["content"] = text }, null, false), Error("", message)]);

    public string Error(string code, string message) => new JsonObject { ["error"] = message }.ToJsonString();

    public string Models(params IEnumerable<string> names) => new JsonObject
    {
        ["models"] = new JsonArray([.. names.Select(name => new JsonObject
        {
            ["name"] = name, ["model"] = name, ["modified_at"] = "2026-01-01T00:00:00Z", ["size"] = 1, ["digest"] = "0",
            ["details"] = new JsonObject { ["format"] = "gguf", ["family"] = "llama", ["parameter_size"] = "1B", ["quantization_level"] = "Q4_0" },
        })]),
    }.ToJsonString();

    public string Prompt(ReceivedRequest request) => string.Join('\n', request.Json["messages"]!.AsArray().Select(message => (string?)message!["content"]));

    public int? Limit(ReceivedRequest request) => (int?)request.Json["options"]?["num_predict"];

    private static JsonObject Call(string tool, JsonObject arguments) => new()
    {
        ["content"] = "",
        ["tool_calls"] = new JsonArray(new JsonObject { ["function"] = new JsonObject { ["name"] = tool, ["arguments"] = arguments.DeepClone() } }),
    };

    private static string Line(JsonObject message, string? finish, bool hasUsage)
    {
        message["role"] = "assistant";
        var line = new JsonObject { ["model"] = "llama-test:latest", ["created_at"] = "2026-01-01T00:00:00Z", ["message"] = message, ["done"] = finish is not null };
        if (finish is not null)
        {
            line["done_reason"] = finish;
        }

        if (hasUsage)
        {
            line["prompt_eval_count"] = WireUsage.Input;
            line["eval_count"] = WireUsage.Output;
        }

        return line.ToJsonString();
    }

    private static Script Lines(IReadOnlyList<string> lines) => new() { ContentType = "application/x-ndjson", Pieces = [.. lines.Select(line => line + "\n")] };
}
