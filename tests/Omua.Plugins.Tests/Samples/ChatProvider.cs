using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Omua.Plugins.Tests.Samples;

/// <summary>A provider that speaks the OpenAI chat format: it lists its models and answers, whole or in pieces.</summary>
internal sealed class ChatProvider : HttpMessageHandler
{
    private const string Text = "Blue, on a clear day.";
    private const string Usage = """{"prompt_tokens":12,"completion_tokens":6,"total_tokens":18}""";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
        {
            return Answer("""{"object":"list","data":[{"id":"gpt-4","object":"model"}]}""");
        }

        var asked = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        return (bool?)asked["stream"] == true ? Answer(Stream(), "text/event-stream") : Answer($$"""
            {"id":"1","object":"chat.completion","model":"gpt-4","choices":[{"index":0,"message":{"role":"assistant","content":"{{Text}}"},"finish_reason":"stop"}],"usage":{{Usage}}}
            """);
    }

    private static string Stream()
    {
        var events = new StringBuilder();
        foreach (var piece in Text.Chunk(7))
        {
            events.Append($$$"""data: {"id":"1","model":"gpt-4","choices":[{"index":0,"delta":{"content":"{{{new string(piece)}}}"}}]}""").Append("\n\n");
        }

        return events.Append("""data: {"id":"1","model":"gpt-4","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""").Append("\n\n")
            .Append($$"""data: {"id":"1","model":"gpt-4","choices":[],"usage":{{Usage}}}""").Append("\n\ndata: [DONE]\n\n").ToString();
    }

    private static HttpResponseMessage Answer(string body, string mediaType = "application/json") =>
        new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
}
