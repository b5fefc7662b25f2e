using Anthropic;
using Anthropic.Exceptions;
using Microsoft.Extensions.AI;
using Omua.Extensions.AI;

namespace Omua.Llm.Anthropic;

/// <summary>Anthropic's models, through the vendor's own library. Its protocol has no temperature any more, so that one setting is left out.</summary>
internal sealed class AnthropicBackend : ChatClientBackend<AnthropicOptions>
{
    /// <summary>The protocol demands a limit. The host always gives one; this holds for a call from elsewhere.</summary>
    private const int DefaultMaxTokens = 4096;

    private AnthropicClient? _client;

    public override string Name => "anthropic";

    public override string Version => "0.1.0";

    public override string Description => "Anthropic's models";

    public override string? Model => Options.Model;

    protected override IChatClient CreateClient(HttpClient http)
    {
        _client = new AnthropicClient
        {
            ApiKey = Options.ApiKey,
            BaseUrl = Options.BaseUrl.AbsoluteUri.TrimEnd('/'),
            HttpClient = http,
            MaxRetries = 0,
            Timeout = TimeSpan.FromHours(1),
        };
        return _client.AsIChatClient(Options.Model, DefaultMaxTokens);
    }

    protected override async Task<IReadOnlyCollection<string>> ListModelsAsync(CancellationToken cancellationToken)
    {
        var names = new List<string>();
        var page = await _client!.Models.List(new() { Limit = 1000 }, cancellationToken).ConfigureAwait(false);
        names.AddRange(page.Items.Select(model => model.ID));
        return names;
    }

    /// <summary>An error in the middle of a stream comes as an event, after a status of success.</summary>
    protected override LlmException? Failure(Exception exception) => exception is not AnthropicSseException said ? null
        : said.Message.Contains("rate_limit", StringComparison.Ordinal)
            ? new LlmException(LlmFailure.RateLimited, $"{Name} broke off the answer: its rate limit is reached.", said)
            : new LlmException(LlmFailure.Unavailable, $"{Name} broke off the answer with an error of its own.", said);
}
