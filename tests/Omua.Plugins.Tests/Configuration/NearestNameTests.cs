using Omua.Plugins.Configuration;

namespace Omua.Plugins.Tests.Configuration;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("plgin", "plugin")]
    [InlineData("stauts", "status")]
    [InlineData("DOCTOR", "doctor")]
    [InlineData("--dta", "--data")]
    [InlineData("api-kee", "api_key")]
    [InlineData("xyzzy", null)]
    public void Of_Word_IsTheNearestOrNothing(string word, string? expected) =>
        Assert.Equal(expected, NearestName.Of(word, ["plugin", "status", "doctor", "run", "--data", "api_key"]));
}
