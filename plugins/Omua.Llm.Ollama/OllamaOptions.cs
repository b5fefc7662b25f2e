namespace Omua.Llm.Ollama;

/// <summary>The section <c>plugins: ollama:</c>.</summary>
internal sealed record OllamaOptions : IValidated
{
    /// <summary>The model, as <c>ollama list</c> shows it; without a tag it means <c>latest</c>. Must be configured.</summary>
    public required string Model { get; init; }

    /// <summary>The address. Default <c>http://127.0.0.1:11434</c>.</summary>
    public Uri BaseUrl { get; init; } = new("http://127.0.0.1:11434");

    /// <summary>Tokens of prompt and answer together; null takes the server's own limit, at which it cuts the prompt without a word. 512 to 10 million.</summary>
    public int? ContextLength { get; init; }

    public IEnumerable<OptionFault> Validate()
    {
        if (string.IsNullOrWhiteSpace(Model))
        {
            yield return new OptionFault("model", "is empty; write the name of a model, such as llama3.2");
        }

        if (BaseUrl.Scheme is not ("http" or "https"))
        {
            yield return new OptionFault("base_url", "is neither http nor https");
        }

        if (ContextLength is < 512 or > 10_000_000)
        {
            yield return new OptionFault("context_length", $"is {ContextLength}; use 512 to 10000000");
        }
    }
}
