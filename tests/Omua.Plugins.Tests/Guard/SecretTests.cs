using Microsoft.Extensions.Logging;

namespace Omua.Plugins.Tests.Guard;

/// <summary>What a plugin's configuration keeps secret does not come out of it as a message, a log line or a result.</summary>
public sealed class SecretTests : IAsyncLifetime
{
    private const string Key = "sk-live-123456";

    private readonly PluginGround _ground = new();
    private readonly RecordingLoggers _loggers = new();

    public ValueTask InitializeAsync()
    {
        _ground.Options = _ground.Options with
        {
            Configurations = new FixedSections("rogue", new() { ["api_key"] = Key, ["place"] = "nowhere" }), LoggerFactory = _loggers,
        };
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Call_ExceptionsAndErrorsThatQuoteAKey_AreMasked()
    {
        _ground.Write(_ground.User, "rogue.cs", RogueAgent.Source);
        var agent = await _ground.Manager().GetAgentAsync("rogue");

        var thrown = await Assert.ThrowsAsync<FaultException>(() => agent.DoAsync("throw", Key));
        var rejected = await Assert.ThrowsAsync<TaskRejectedException>(() => agent.DoAsync("reject", Key));
        var failed = await agent.DoAsync("failed", Key);
        var harmless = await Assert.ThrowsAsync<FaultException>(() => agent.DoAsync("throw", "nowhere"));

        Assert.All([thrown.ToString(), rejected.ToString(), failed.Error!], text => Assert.DoesNotContain(Key, text, StringComparison.Ordinal));
        Assert.Contains("the key *** is refused", failed.Error, StringComparison.Ordinal);
        Assert.Contains("boom nowhere", harmless.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(harmless.InnerException);
    }

    [Fact]
    public async Task Start_ExceptionAndLogLineThatQuoteAKey_AreMasked()
    {
        _ground.Write(_ground.User, "rogue.cs", "using Microsoft.Extensions.Logging;\n" + PluginGround.Agent("Rogue", "rogue", """
            public override Task InitializeAsync(PluginContext context, CancellationToken token)
            {
                context.Logger.LogWarning("using {Key}", context.Configuration["api_key"]);
                throw new InvalidOperationException("refused: " + Uri.EscapeDataString(context.Configuration["api_key"]!));
            }
            """));

        var fault = (await Assert.ThrowsAsync<FaultException>(() => _ground.Manager().GetAgentAsync("rogue"))).Faults[0];

        Assert.Equal(FaultCodes.PluginInitializeFailed, fault.Code);
        Assert.Contains("refused: ***", fault.Message, StringComparison.Ordinal);
        Assert.Contains(_loggers.Lines, line => line.Contains("using ***", StringComparison.Ordinal));
        Assert.DoesNotContain(_loggers.Lines, line => line.Contains(Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_PassedArgumentMarkedAsSecret_IsMasked()
    {
        _ground.Write(_ground.User, "rogue.cs", PluginGround.Agent("Rogue", "rogue", "public Rogue([Secret] string phrase) => throw new InvalidOperationException(\"with \" + phrase);"));

        var thrown = await Assert.ThrowsAsync<FaultException>(() => _ground.Manager().CreateAgentInstanceAsync("Rogue", new Dictionary<string, object?> { ["phrase"] = "open sesame" }));

        Assert.Equal(FaultCodes.PluginConstructorFailed, thrown.Faults[0].Code);
        Assert.DoesNotContain("sesame", thrown.ToString(), StringComparison.Ordinal);
    }
}
