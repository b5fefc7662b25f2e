namespace Omua.Llm.OpenAI;

/// <summary>The section <c>plugins: openai:</c>.</summary>
internal sealed record OpenAIOptions : IValidated
{
    private const string Vendor = "api.openai.com";

    /// <summary>The model, as the server names it. Must be configured.</summary>
    public required string Model { get; init; }

    /// <summary>The key: <c>${env:OPENAI_API_KEY}</c>. A server of one's own may want none.</summary>
    [Secret]
    public string? ApiKey { get; init; }

    /// <summary>
    /// The address up to and including the version. Default <c>https://api.openai.com/v1</c>; anything that speaks the protocol works: llama.cpp, vLLM, LM Studio,
    /// a gateway, Azure (<c>https://NAME.openai.azure.com/openai/v1</c>).
    /// </summary>
    public Uri BaseUrl { get; init; } = new($"https://{Vendor}/v1");

    /// <summary>The organization that is billed; null takes the key's own.</summary>
    public string? Organization { get; init; }

    /// <summary>The project that is billed; null takes the key's own.</summary>
    public string? Project { get; init; }

    /// <summary>Whether the address is the vendor's own.</summary>
    internal bool IsVendor => BaseUrl.Host == Vendor;

    public IEnumerable<OptionFault> Validate()
    {
        if (string.IsNullOrWhiteSpace(Model))
        {
            yield return new OptionFault("model", "is empty; write the name of a model, such as gpt-4.1-mini");
        }

        if (BaseUrl.Scheme is not ("http" or "https"))
        {
            yield return new OptionFault("base_url", "is neither http nor https");
        }

        if (IsVendor && string.IsNullOrWhiteSpace(ApiKey))
        {
            yield return new OptionFault("api_key", "is missing; write ${env:OPENAI_API_KEY} and set that variable");
        }
    }
}
