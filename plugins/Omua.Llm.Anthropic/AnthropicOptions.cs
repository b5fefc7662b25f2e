namespace Omua.Llm.Anthropic;

/// <summary>The section <c>plugins: anthropic:</c>.</summary>
internal sealed record AnthropicOptions : IValidated
{
    /// <summary>The model, as the vendor names it. Must be configured.</summary>
    public required string Model { get; init; }

    /// <summary>The key: <c>${env:ANTHROPIC_API_KEY}</c>. Must be configured.</summary>
    [Secret]
    public required string ApiKey { get; init; }

    /// <summary>The address. Default <c>https://api.anthropic.com</c>; a gateway that speaks the protocol works too.</summary>
    public Uri BaseUrl { get; init; } = new("https://api.anthropic.com");

    public IEnumerable<OptionFault> Validate()
    {
        if (string.IsNullOrWhiteSpace(Model))
        {
            yield return new OptionFault("model", "is empty; write the name of a model, such as claude-sonnet-4-5");
        }

        if (BaseUrl.Scheme is not ("http" or "https"))
        {
            yield return new OptionFault("base_url", "is neither http nor https");
        }

        if (string.IsNullOrWhiteSpace(ApiKey))
        {
            yield return new OptionFault("api_key", "is empty; write ${env:ANTHROPIC_API_KEY} and set that variable");
        }
    }
}
