using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Omua.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Models;

namespace Omua.Llm.OpenAI;

/// <summary>OpenAI, and every server that speaks its chat protocol, through the vendor's own library.</summary>
internal sealed class OpenAIBackend : ChatClientBackend<OpenAIOptions>
{
    private OpenAIClient? _client;

    public override string Name => "openai";

    public override string Version => "0.1.0";

    public override string Description => "OpenAI, and by base_url any server that speaks its protocol: llama.cpp, vLLM, LM Studio, Azure";

    public override string? Model => Options.Model;

    protected override IChatClient CreateClient(HttpClient http)
    {
        _client = new OpenAIClient(new ApiKeyCredential(Options.ApiKey is { Length: > 0 } key ? key : "none"), new OpenAIClientOptions
        {
            Endpoint = Options.BaseUrl,
            OrganizationId = Options.Organization,
            ProjectId = Options.Project,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        });
        return _client.GetChatClient(Options.Model).AsIChatClient();
    }

    protected override ChatOptions Prepare(ChatOptions options)
    {
        options.RawRepresentationFactory = _ =>
        {
            var own = new ChatCompletionOptions();
#pragma warning disable SCME0001 // The library's only way to send a field that it does not know; marked as evaluation, pinned by version.
            if (options.ModelId is { } model)
            {
                own.Patch.Set("$.model"u8, model);
            }

            // The limit is what a budget rests on, and servers other than the vendor's know it by its first name alone.
            if (!Options.IsVendor && options.MaxOutputTokens is { } limit)
            {
                own.Patch.Set("$.max_tokens"u8, limit);
            }
#pragma warning restore SCME0001
            return own;
        };
        return options;
    }

    protected override async Task<IReadOnlyCollection<string>> ListModelsAsync(CancellationToken cancellationToken)
    {
        ClientResult<OpenAIModelCollection> models = await _client!.GetOpenAIModelClient().GetModelsAsync(cancellationToken).ConfigureAwait(false);
        return [.. models.Value.Select(model => model.Id)];
    }
}
