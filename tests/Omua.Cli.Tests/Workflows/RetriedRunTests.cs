namespace Omua.Cli.Tests.Workflows;

/// <summary><c>workflow retry</c>, <c>export</c>, <c>import</c> and <c>status --follow</c> on real processes.</summary>
public sealed class RetriedRunTests : IDisposable
{
    private readonly Workplace _work = new();
    private readonly LedgerAgent _agent;

    public RetriedRunTests() => _agent = new LedgerAgent(_work);

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Retry_CancelledRun_DoesTheRestAndNothingAgain()
    {
        var id = await CancelledAsync();
        Assert.Contains(FaultCodes.NothingToRetry, (await _work.RunAsync("workflow", "retry", id, "ledger.first")).Ends(1).Errors, StringComparison.Ordinal);
        _agent.Open();

        var retried = (await _work.RunAsync("workflow", "retry", id, "--json")).Ends(0).Json;

        Assert.Equal((id, "completed"), ((string?)retried["run"]!["id"], (string?)retried["run"]!["status"]));
        Assert.Equal(["ledger.first/1", "ledger.hold/1", "ledger.hold/2", "ledger.last/1"], _agent.Attempts);
        var text = (await _work.RunAsync("workflow", "status", id)).Ends(0).Output;
        Assert.Contains("cancelled", text[text.IndexOf("attempts", text.IndexOf("ledger.last", StringComparison.Ordinal), StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Contains(FaultCodes.NothingToRetry, (await _work.RunAsync("workflow", "retry", id)).Ends(1).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_TakenInElsewhere_IsTheSameRun()
    {
        var id = await CancelledAsync();
        var exported = (await _work.RunAsync("workflow", "export", id, "--out", "run.jsonl", "--json")).Ends(0).Json;
        var elsewhere = new Dictionary<string, string> { ["OMUA_HOME"] = Path.Combine(_work.Folder, "elsewhere") };

        var imported = (await _work.RunWithAsync(elsewhere, "workflow", "import", "run.jsonl", "--json")).Ends(0).Json;

        Assert.Equal(((string?)exported["run"], (int)exported["events"]!), ((string?)imported["run"], (int)imported["added"]!));
        var (here, there) = ((await _work.RunAsync("workflow", "status", id, "--json")).Ends(0).Json, (await _work.RunWithAsync(elsewhere, "workflow", "status", id, "--json")).Ends(0).Json);
        Assert.Equal(here["attempts"]!.ToJsonString(), there["attempts"]!.ToJsonString());
        Assert.Equal((string?)here["run"]!["status"], (string?)there["run"]!["status"]);
        Assert.Equal(0, (int)(await _work.RunWithAsync(elsewhere, "workflow", "import", "run.jsonl", "--json")).Ends(0).Json["added"]!);

        var file = Path.Combine(_work.Folder, "run.jsonl");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("ledger.hold", "ledger.held", StringComparison.Ordinal));
        Assert.Contains(FaultCodes.ExportUnreadable, (await _work.RunWithAsync(elsewhere, "workflow", "import", "run.jsonl")).Ends(1).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_RunOfAnotherProcess_ShowsItUntilItsEnd()
    {
        using var run = _work.Start("run", "--agents", "ledger");
        await _agent.BegunAsync("ledger.hold/1");
        var id = (string)(await _work.RunAsync("workflow", "list", "--json")).Ends(0).Json.AsArray().Single()!["id"]!;
        using var follow = _work.Start("workflow", "status", id, "--follow", "--json");
        _agent.Open();

        var followed = (await follow.EndAsync()).Ends(0);

        Assert.Equal("completed", (string?)followed.Json["run"]!["status"]);
        Assert.Equal(["completed", "completed", "completed"], followed.Json["attempts"]!.AsArray().Select(attempt => (string?)attempt!["outcome"]));
        Assert.Contains("planned 3 tasks", followed.Errors, StringComparison.Ordinal);
        (await run.EndAsync()).Ends(0);
    }

    private async Task<string> CancelledAsync()
    {
        using var run = _work.Start("run", "--agents", "ledger", "--json");
        await _agent.BegunAsync("ledger.hold/1");
        var id = (string)(await _work.RunAsync("workflow", "list", "--json")).Ends(0).Json.AsArray().Single()!["id"]!;
        (await _work.RunAsync("workflow", "cancel", id)).Ends(0);
        (await run.EndAsync()).Ends(130);
        return id;
    }
}
