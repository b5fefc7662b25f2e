namespace Omua.Plugins.Tests.Configuration;

public sealed record SampleTest
{
    public required int Control { get; init; }

    public int Treatment { get; init; }
}
