namespace Omua.Llm.Tests.Conformance;

/// <summary>The shipped backend keeps the contract of LLM backends.</summary>
public sealed class OllamaConformance() : BackendConformance("ollama")
{
    /// <summary>A server of one's own wants no key.</summary>
    protected override IReadOnlyDictionary<string, string> Keys => new Dictionary<string, string>();
}
