namespace Omua.Cli.Tests.Workflows;

/// <summary><c>workflow create</c> and <c>execute</c>.</summary>
public sealed class CreatedRunTests : IDisposable
{
    private readonly Workplace _work = new();
    private readonly LedgerAgent _agent;

    public CreatedRunTests() => _agent = new LedgerAgent(_work);

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Execute_CreatedRun_RunsThePlanThatWasStored()
    {
        var created = (await _work.RunAsync("workflow", "create", "--agents", "ledger", "--goal", "look first", "--seed", "3", "--json")).Ends(0).Json;
        var id = (string)created["run"]!["id"]!;
        Assert.Equal("created", (string?)created["run"]!["status"]);
        Assert.Equal(["ledger.first", "ledger.hold", "ledger.last"], created["plan"]!["tasks"]!.AsArray().Select(task => (string?)task!["id"]));
        Assert.Empty(_agent.Attempts);
        Assert.Contains(FaultCodes.RunInOtherState, (await _work.RunAsync("workflow", "resume", id)).Ends(1).Errors, StringComparison.Ordinal);

        _agent.Open();
        var executed = (await _work.RunAsync("workflow", "execute", id, "--json")).Ends(0).Json;

        Assert.Equal(id, (string?)executed["run"]!["id"]);
        Assert.Equal("completed", (string?)executed["run"]!["status"]);
        Assert.Equal(("look first", 3), ((string?)executed["run"]!["goal"], (int)executed["run"]!["seed"]!));
        Assert.Equal((string?)created["plan"]!["hash"], (string?)executed["plan"]!["hash"]);
        Assert.Equal(["ledger.first/1", "ledger.hold/1", "ledger.last/1"], _agent.Attempts);
        Assert.Contains(FaultCodes.RunIsOver, (await _work.RunAsync("workflow", "execute", id)).Ends(1).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_ForAPerson_PrintsIdPlanAndTheNextCommand()
    {
        var answer = (await _work.RunAsync("workflow", "create", "--agents", "ledger")).Ends(0);
        Assert.Contains("ledger.hold", answer.Output, StringComparison.Ordinal);
        Assert.Contains("next: omua workflow execute ", answer.Output, StringComparison.Ordinal);
        Assert.Contains("created", (await _work.RunAsync("workflow", "list")).Ends(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_CreatedRun_ClosesItAtOnce()
    {
        var id = (string)(await _work.RunAsync("workflow", "create", "--agents", "ledger", "--json")).Ends(0).Json["run"]!["id"]!;
        Assert.Contains("cancelled", (await _work.RunAsync("workflow", "cancel", id)).Ends(0).Output, StringComparison.Ordinal);
        Assert.Contains(FaultCodes.RunIsOver, (await _work.RunAsync("workflow", "execute", id)).Ends(1).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_AgentOfAnotherVersion_IsRefusedUntilToldOtherwise()
    {
        var id = (string)(await _work.RunAsync("workflow", "create", "--agents", "ledger", "--json")).Ends(0).Json["run"]!["id"]!;
        var plugin = Path.Combine(_work.Home, "plugins", "ledger.cs");
        _work.Write(plugin, (await File.ReadAllTextAsync(plugin)).Replace("1.0.0", "2.0.0", StringComparison.Ordinal));
        _agent.Open();
        var refused = (await _work.RunAsync("workflow", "execute", id)).Ends(1);
        Assert.Contains($"{FaultCodes.RunAgentChanged}: run {id} was planned with ledger 1.0.0, and here is 2.0.0", refused.Errors, StringComparison.Ordinal);
        (await _work.RunAsync("workflow", "execute", id, "--accept-changes")).Ends(0);
    }
}
