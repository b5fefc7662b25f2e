using Xunit;

namespace Omua.Testing;

/// <summary>Derive from it and say how to make your agent: each promise of the agent contract becomes a test.</summary>
public abstract class AgentConformance() : ConformanceTests(ConformanceKit.Agents)
{
    /// <summary>The checks.</summary>
    public static TheoryData<string> Checks => Names(ConformanceKit.Agents);

    /// <summary>One check.</summary>
    [Theory]
    [MemberData(nameof(Checks))]
    public Task Keeps(string check) => RunAsync(check);
}
