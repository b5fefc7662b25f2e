namespace Omua.Llm.Tests.Conformance;

/// <summary>The shipped backend keeps the contract of LLM backends.</summary>
public sealed class OpenAIConformance() : BackendConformance("openai");
