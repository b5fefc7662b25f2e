using Omua.Testing.Tests.Faulty;

namespace Omua.Testing.Tests;

/// <summary>A kit is worth what it finds: each fault is found, by checks of the part that it is in.</summary>
public sealed class BrokenPromiseTests
{
    [Theory]
    [InlineData(StorageFault.IgnoresSequence, "journal.append")]
    [InlineData(StorageFault.SplitsAppends, "history.journal")]
    [InlineData(StorageFault.IgnoresLease, "journal.fence")]
    [InlineData(StorageFault.SharesLease, "journal.lease")]
    [InlineData(StorageFault.LosesEvents, "journal.load")]
    [InlineData(StorageFault.RepeatsRuns, "journal.list")]
    [InlineData(StorageFault.Reformats, "journal.limits")]
    [InlineData(StorageFault.IgnoresVersion, "documents")]
    [InlineData(StorageFault.TrimsKeys, "documents")]
    [InlineData(StorageFault.ShiftsBuckets, "metrics.query")]
    [InlineData(StorageFault.TakesNaN, "metrics.write")]
    [InlineData(StorageFault.IgnoresToken, "cancellation")]
    public async Task StorageKit_OneFault_IsFoundInItsPart(StorageFault fault, string group)
    {
        var store = new MemoryStore();
        var report = await ConformanceKit.StorageBackends.RunAsync(new PluginUnderTest { Create = _ => new FaultyStorage(fault, store) }, check => check.Group == group);
        Assert.False(report.IsKept);
        Assert.NotInRange(report.Count(CheckStatus.Failed), 0, 0);
        Assert.All(report.Outcomes.Where(outcome => outcome.Status == CheckStatus.Failed), outcome => Assert.NotEmpty(outcome.Message));
    }

    [Theory]
    [InlineData(AgentFault.PlansAtRandom, "agent.plan: is the same twice")]
    [InlineData(AgentFault.RepeatsIds, "agent.plan: has tasks with ids")]
    [InlineData(AgentFault.PlansInCircles, "agent.plan: has dependencies")]
    [InlineData(AgentFault.PlansForStrangers, "agent.plan: has tasks with ids")]
    [InlineData(AgentFault.ReadsTheClock, "agent.execute: gives the same figures from a new instance")]
    [InlineData(AgentFault.ChangesTheTask, "agent.execute: leaves task and context")]
    [InlineData(AgentFault.ReturnsNaN, "agent.execute: gives results that come back from JSON")]
    [InlineData(AgentFault.LeavesOutEvidence, "agent.evidence: is with each finding")]
    [InlineData(AgentFault.CountsCalls, "agent.execute: gives the same figures for the same task again")]
    [InlineData(AgentFault.BreaksWithoutParameters, "agent.execute: refuses a task without its parameters")]
    [InlineData(AgentFault.TellsItsKey, "agent.execute: carries no secret")]
    [InlineData(AgentFault.EndsOnlyOnce, "plugin: can be shut down twice")]
    public async Task AgentKit_OneFault_IsFoundByItsCheck(AgentFault fault, string check)
    {
        var found = ConformanceKit.Agents.Checks.Single(each => each.Name.StartsWith(check, StringComparison.Ordinal));
        var plugin = new PluginUnderTest { Create = _ => new FaultyAgent(fault), Configuration = new FakeConfiguration { ["api_key"] = "hunter2-secret" } };
        Assert.Equal(CheckStatus.Failed, (await ConformanceKit.RunAsync(found, plugin)).Status);
        Assert.Equal(CheckStatus.Passed, (await ConformanceKit.RunAsync(found, plugin with { Create = _ => new FaultyAgent() })).Status);
    }

    [Theory]
    [InlineData(LlmFault.AsksWhetherAvailable, "llm.available: answers without a request")]
    [InlineData(LlmFault.Retries, "llm.failure: is not tried again")]
    [InlineData(LlmFault.MisclassesRefusals, "llm.failure: of status 401")]
    [InlineData(LlmFault.TellsItsKey, "llm.failure: never tells the key")]
    [InlineData(LlmFault.ThrowsOnValidation, "llm.connection: finds a key that is refused")]
    [InlineData(LlmFault.IgnoresToken, "llm.cancellation: before a call sends nothing")]
    [InlineData(LlmFault.SpendsOnValidation, "llm.connection: asks for no answer")]
    [InlineData(LlmFault.TakesCutAnswers, "llm.failure: of an answer that is cut")]
    [InlineData(LlmFault.ReportsNegativeUsage, "llm.answer: of a prompt")]
    public async Task LlmKit_OneFault_IsFoundByItsCheck(LlmFault fault, string check)
    {
        var found = ConformanceKit.LlmBackends.Checks.Single(each => each.Name.StartsWith(check, StringComparison.Ordinal));
        var plugin = new PluginUnderTest { Create = _ => new FaultyLlm(fault), Configuration = new FakeConfiguration { ["api_key"] = "hunter2-secret" }, Provider = () => new EchoProvider() };
        Assert.Equal(CheckStatus.Failed, (await ConformanceKit.RunAsync(found, plugin, TimeSpan.FromSeconds(60))).Status);
        Assert.Equal(CheckStatus.Passed, (await ConformanceKit.RunAsync(found, plugin with { Create = _ => new FaultyLlm() })).Status);
    }

    [Fact]
    public async Task Run_CheckThatHangs_FailsWhenItsTimeIsUp()
    {
        var check = ConformanceKit.Agents.Checks.Single(each => each.Name == "agent.plan: is the same twice");
        var hanging = new ScriptedAgent(token => Task.Delay(Timeout.InfiniteTimeSpan, token));
        var outcome = await ConformanceKit.RunAsync(check, new PluginUnderTest { Create = _ => hanging }, TimeSpan.FromMilliseconds(200));
        Assert.Equal(CheckStatus.Failed, outcome.Status);
        Assert.Contains("did not end within", outcome.Message, StringComparison.Ordinal);
    }
}
