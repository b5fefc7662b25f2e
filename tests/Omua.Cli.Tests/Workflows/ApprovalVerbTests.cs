namespace Omua.Cli.Tests.Workflows;

/// <summary>A run that needs a person, and the verbs by which the person answers.</summary>
public sealed class ApprovalVerbTests : IDisposable
{
    private readonly Workplace _work = new();
    private readonly LedgerAgent _agent;

    public ApprovalVerbTests()
    {
        _agent = new LedgerAgent(_work);
        _agent.Open();
        _work.Write("book.yaml", """
            - id: look
              agent_type: ledger
            - id: spend
              agent_type: ledger
              approval: Spend 5,000 EUR?
              dependencies: [look]
            - id: tell
              agent_type: ledger
              dependencies: [spend]
            """);
    }

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Run_TaskThatNeedsApproval_ExitsWith3AndGoesOnOnceApproved()
    {
        var run = (await _work.RunAsync("run", "--agents", "ledger", "--playbook", "book.yaml", "--json")).Ends(3).Json;
        var id = (string)run["run"]!["id"]!;
        Assert.Equal("waiting", (string?)run["run"]!["status"]);
        Assert.True((bool)run["plan"]!["tasks"]![1]!["awaits_approval"]!);
        Assert.Equal(["look/1"], _agent.Attempts);
        Assert.Contains("needs approval", (await _work.RunAsync("workflow", "status", id)).Ends(0).Output, StringComparison.Ordinal);
        Assert.Equal("waiting", (string?)(await _work.RunAsync("workflow", "list", "--json")).Ends(0).Json[0]!["status"]);

        var approved = (await _work.RunAsync("workflow", "approve", id, "--reason", "agreed", "--json")).Ends(0).Json;
        Assert.Equal(["spend"], approved["tasks"]!.AsArray().Select(task => (string?)task));

        var resumed = (await _work.RunAsync("workflow", "resume", "--json")).Ends(0).Json;
        Assert.Equal("completed", (string?)resumed["run"]!["status"]);
        Assert.Equal(["look/1", "spend/1", "tell/1"], _agent.Attempts);
        Assert.Contains(FaultCodes.NothingToAnswer, (await _work.RunAsync("workflow", "approve", id)).Ends(1).Errors, StringComparison.Ordinal);
        var approval = Assert.Single((await _work.RunAsync("storage", "verify", "--list", "--json")).Ends(0).Json["list"]!.AsArray(), record => (string?)record!["action"] == "approved")!;
        Assert.Equal((id, "spend", "agreed"), ((string?)approval["subject"], (string?)approval["detail"]!["task"], (string?)approval["detail"]!["reason"]));
    }

    [Fact]
    public async Task Reject_TaskThatNeedsApproval_EndsTheRunWithoutIt()
    {
        var id = (string)(await _work.RunAsync("run", "--agents", "ledger", "--playbook", "book.yaml", "--json")).Ends(3).Json["run"]!["id"]!;
        Assert.Contains("rejected by", (await _work.RunAsync("workflow", "reject", id, "--task", "spend")).Ends(0).Output, StringComparison.Ordinal);
        Assert.Equal("failed", (string?)(await _work.RunAsync("workflow", "list", "--json")).Ends(0).Json[0]!["status"]);
        Assert.Equal(["look/1"], _agent.Attempts);
    }
}
