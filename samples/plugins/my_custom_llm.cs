#:package Omua.Abstractions@1.0.0
#:property OutputType=Library
#:property PublishAot=false

// A first LLM backend, for any server that speaks the OpenAI chat format (llama.cpp, Ollama, vLLM, a gateway).
// Settings (omua.yaml):
//
//   plugins:
//     my_custom_llm:
//       endpoint: http://127.0.0.1:8080/v1/
//       model: "gpt-4"
//       temperature: 0.7
//       api_key: ${env:MY_CUSTOM_LLM_KEY}     # where the server wants one

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Omua.Abstractions;

/// <summary>Settings; the host binds and checks them before the plugin starts.</summary>
public sealed record MyCustomLLMOptions : IValidated
{
    /// <summary>Address of the server, up to and with its version.</summary>
    public Uri Endpoint { get; init; } = new("http://127.0.0.1:8080/v1/");

    /// <summary>The model, as the server names it.</summary>
    public string Model { get; init; } = "default";

    /// <summary>How freely the model speaks; 0 to 2.</summary>
    public double Temperature { get; init; } = 0.7;

    /// <summary>Where the server wants one.</summary>
    public string? ApiKey { get; init; }

    public IEnumerable<OptionFault> Validate() => new OptionChecks().Between(Temperature, 0, 2);
}

/// <summary>One plain attempt for each call: retries, budgets and caching are the host's.</summary>
public sealed class MyCustomLLM : LlmBackendPlugin<MyCustomLLMOptions>
{
    public override string Name => "my_custom_llm";

    public override string Version => "1.0.0";

    public override string Description => "Any server with an OpenAI-compatible chat endpoint";

    public override async Task<LlmResponse> ChatAsync(
        IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new JsonObject
        {
            ["model"] = options?.Model ?? Options.Model,
            ["temperature"] = options?.Temperature ?? Options.Temperature,
            ["messages"] = new JsonArray([.. messages.Select(message => new JsonObject
            {
                ["role"] = message.Role.ToString().ToLowerInvariant(),
                ["content"] = message.Content,
            })]),
        };
        if (options?.MaxOutputTokens is { } limit)
        {
            request["max_tokens"] = limit;
        }

        var answer = await SendAsync(HttpMethod.Post, "chat/completions", request, cancellationToken).ConfigureAwait(false);
        if (answer?["choices"]?[0] is not { } choice)
        {
            throw new LlmException(LlmFailure.Incomplete, $"{Options.Endpoint.Host} answered without a choice.");
        }

        var usage = answer["usage"];
        return new LlmResponse(
            choice["message"]?["content"]?.GetValue<string>() ?? "",
            usage is null
                ? LlmUsage.None with { IsEstimated = true }
                : new LlmUsage(usage["prompt_tokens"]?.GetValue<long>() ?? 0, usage["completion_tokens"]?.GetValue<long>() ?? 0),
            answer["model"]?.GetValue<string>() ?? Options.Model,
            choice["finish_reason"]?.GetValue<string>() switch
            {
                "stop" => LlmFinishReason.Stop,
                "length" => LlmFinishReason.Length,
                "content_filter" => LlmFinishReason.ContentFilter,
                "tool_calls" => LlmFinishReason.ToolCalls,
                _ => LlmFinishReason.Incomplete,
            });
    }

    /// <summary>Lists the models: proves address and key without spending tokens.</summary>
    public override async Task<LlmConnection> ValidateConnectionAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await SendAsync(HttpMethod.Get, "models", null, cancellationToken).ConfigureAwait(false);
            return LlmConnection.Ok;
        }
        catch (LlmException exception)
        {
            return new LlmConnection(exception.Failure switch
            {
                LlmFailure.Unauthorized => LlmConnectionState.Unauthorized,
                LlmFailure.RateLimited => LlmConnectionState.RateLimited,
                LlmFailure.Unavailable or LlmFailure.Timeout => LlmConnectionState.Unreachable,
                _ => LlmConnectionState.Misconfigured,
            }, exception.Message);
        }
    }

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        var address = new Uri(Options.Endpoint.AbsoluteUri.TrimEnd('/') + "/" + path);
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        if (Options.ApiKey is { Length: > 0 } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        try
        {
            using var response = await Context.Http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? JsonNode.Parse(text)
                : throw new LlmException(Classify(response.StatusCode), $"{address} answered {(int)response.StatusCode}.")
                {
                    RetryAfter = response.Headers.RetryAfter?.Delta,
                };
        }
        catch (HttpRequestException exception)
        {
            throw new LlmException(LlmFailure.Unavailable, $"{address} cannot be reached; is the server running?", exception);
        }
        catch (JsonException exception)
        {
            throw new LlmException(LlmFailure.Incomplete, $"{address} answered with something that is not JSON.", exception);
        }
        catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LlmException(LlmFailure.Timeout, $"{address} did not answer in time.", exception);
        }
    }

    private static LlmFailure Classify(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => LlmFailure.Unauthorized,
        HttpStatusCode.NotFound => LlmFailure.ModelNotFound,
        HttpStatusCode.TooManyRequests => LlmFailure.RateLimited,
        HttpStatusCode.RequestTimeout => LlmFailure.Timeout,
        >= HttpStatusCode.InternalServerError => LlmFailure.Unavailable,
        _ => LlmFailure.InvalidRequest,
    };
}
