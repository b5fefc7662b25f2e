using System.Text.Json;

namespace Omua.Plugins.Tests.Guard;

/// <summary>What plugins return is looked at before the host keeps it.</summary>
public sealed class ResultCheckTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();

    public ValueTask InitializeAsync()
    {
        _ground.Write(_ground.User, "rogue.cs", RogueAgent.Source);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Execute_ResultsThatTheContractDoesNotAllow_AreRefusedOneByOne()
    {
        var agent = await _ground.Manager().GetAgentAsync("rogue");
        (string Does, string Says)[] wrong =
        [
            ("null", "null instead of a result"), ("other task", "the task 'other'"), ("running", "the status Running"), ("null json", "null as the result"),
            ("nan json", "NaN as the result"), ("cyclic json", "JSON as the result that cannot be written"), ("deep json", "nested deeper"),
            ("nan evidence", "Infinity as the value of roas"), ("negative rows", "-1 rows"), ("negative amount", "less than nothing"),
        ];
        foreach (var (does, says) in wrong)
        {
            var fault = (await Assert.ThrowsAsync<FaultException>(() => agent.DoAsync(does))).Faults[0];
            Assert.Equal(FaultCodes.PluginResultInvalid, fault.Code);
            Assert.Contains(says, fault.Message, StringComparison.Ordinal);
            Assert.Equal(TaskStatus.Completed, (await agent.DoAsync("fine")).Status);
        }
    }

    [Theory]
    [InlineData("null", "null instead of a list of tasks")]
    [InlineData("null item", "null among its tasks")]
    [InlineData("null name", "null as the name of a")]
    [InlineData("null dependency", "null among its dependencies of a")]
    public async Task Plan_WithNulls_IsRefused(string goal, string says)
    {
        var agent = await _ground.Manager().GetAgentAsync("rogue");

        var fault = (await Assert.ThrowsAsync<FaultException>(() => agent.PlanAsync(RogueAgent.Run with { Goal = goal }))).Faults[0];

        Assert.Equal(FaultCodes.PluginResultInvalid, fault.Code);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_OfThePluginsOwnTypes_AreKeptAsPlainOnes()
    {
        _ground.Options = _ground.Options with { Collectible = true };
        var agent = await _ground.Manager().GetAgentAsync("rogue");

        var plan = await agent.PlanAsync(RogueAgent.Run);
        var finding = Assert.Single((await agent.DoAsync("fine")).Findings);
        var result = (await agent.DoAsync("own type json")).Result;

        Assert.False(plan.GetType().IsCollectible);
        Assert.False(plan[0].Dependencies.GetType().IsCollectible);
        Assert.False(finding.Evidence.GetType().IsCollectible);
        Assert.Equal("""{"a":{"Next":null,"Value":7},"b":1,"c":"x","d":null}""", result.ToJsonString());
        Assert.Equal(JsonValueKind.Object, result["a"]!.GetValueKind());
        Assert.IsType<System.Text.Json.Nodes.JsonObject>(result["a"]);
    }
}
