namespace Omua.Testing.Tests;

public sealed class FakeHostTests
{
    [Fact]
    public void Bind_WrongUnknownAndMissingKeys_AreAllReported()
    {
        var section = new FakeConfiguration { ["limit"] = "many", ["colour"] = "red", ["nested:wait"] = "5 minutes" };
        var invalid = Assert.Throws<PluginConfigurationException>(() => section.Bind<SampleOptions>());
        Assert.Equal(["colour", "limit", "name", "nested:wait"], invalid.Faults.Select(fault => fault.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Bind_NestedListsAndDurations_AreRead()
    {
        var options = new FakeConfiguration { ["name"] = "n", ["limit"] = "7", ["nested:wait"] = "90s", ["hosts:1"] = "b", ["hosts:0"] = "a", ["labels:x"] = "1" }.Bind<SampleOptions>();
        Assert.Equal(("n", 7, TimeSpan.FromSeconds(90)), (options.Name, options.Limit, options.Nested.Wait));
        Assert.Equal(["a", "b"], options.Hosts);
        Assert.Equal("1", options.Labels["x"]);
    }

    [Fact]
    public async Task Dispose_BackgroundWorkAndOwned_EndWithThePlugin()
    {
        var owned = new MemoryStream();
        var host = new FakeHost();
        var ended = false;
        host.Scope.Own(owned);
        host.Scope.Run("wait", async token =>
        {
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }
            finally
            {
                ended = true;
            }
        });
        await host.DisposeAsync();
        Assert.True(ended);
        Assert.False(owned.CanRead);
        Assert.Empty(host.Scope.Faults);
        Assert.False(Directory.Exists(host.WorkingDirectory));
    }

    [Fact]
    public async Task ScriptedLlm_ScriptAndItsEnd_AreFollowed()
    {
        ILlmBackend llm = new ScriptedLlm().Says("yes").Fails(LlmFailure.RateLimited);
        Assert.Equal("yes", (await llm.GenerateAsync("Say yes.")).Content);
        Assert.Equal(LlmFailure.RateLimited, (await Assert.ThrowsAsync<LlmException>(() => llm.GenerateAsync("Again."))).Failure);
        await Assert.ThrowsAsync<InvalidOperationException>(() => llm.GenerateAsync("And again."));
        Assert.Equal("Again.", ((ScriptedLlm)llm).Asked[1][0].Content);
    }

    private sealed record SampleOptions
    {
        public required string Name { get; init; }

        public int Limit { get; init; }

        public Inner Nested { get; init; } = new();

        public IReadOnlyList<string> Hosts { get; init; } = [];

        public Dictionary<string, string> Labels { get; init; } = [];

        public sealed record Inner
        {
            public TimeSpan Wait { get; init; }
        }
    }
}
