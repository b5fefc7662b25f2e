using Xunit;

namespace Omua.Testing;

/// <summary>Derive from it and say how to make your store: each promise of the storage contract becomes a test.</summary>
public abstract class StorageBackendConformance() : ConformanceTests(ConformanceKit.StorageBackends)
{
    /// <summary>The checks.</summary>
    public static TheoryData<string> Checks => Names(ConformanceKit.StorageBackends);

    /// <summary>One check.</summary>
    [Theory]
    [MemberData(nameof(Checks))]
    public Task Keeps(string check) => RunAsync(check);
}
