using Xunit;

namespace Omua.Testing;

/// <summary>Derive from it and say how to make your backend: each promise of the LLM contract becomes a test.</summary>
public abstract class LlmBackendConformance() : ConformanceTests(ConformanceKit.LlmBackends)
{
    /// <summary>The checks.</summary>
    public static TheoryData<string> Checks => Names(ConformanceKit.LlmBackends);

    /// <summary>One check.</summary>
    [Theory]
    [MemberData(nameof(Checks))]
    public Task Keeps(string check) => RunAsync(check);
}
