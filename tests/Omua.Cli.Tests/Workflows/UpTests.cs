using System.Text.Json.Nodes;

namespace Omua.Cli.Tests.Workflows;

/// <summary>Real processes of <c>omua up</c>.</summary>
public sealed class UpTests : IDisposable
{
    private readonly Workplace _work = new();
    private readonly LedgerAgent _agent;

    public UpTests() => _agent = new LedgerAgent(_work);

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Up_RunOfAKilledProcess_IsFinishedAndReported()
    {
        await KillARunAsync();
        _agent.Open();
        using var up = _work.Start("up", "--poll", "0.1", "--json");

        await StatusAsync("completed");
        up.Terminate();
        var answer = (await up.EndAsync()).Ends(0);

        Assert.Equal("completed", (string?)answer.Json["runs"]!.AsArray().Single()!["status"]);
        Assert.Equal(["ledger.first/1", "ledger.hold/1", "ledger.hold/2", "ledger.last/1"], _agent.Attempts);
        Assert.Single(Directory.GetFiles(_work.Folder, "report.html", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Up_Sigterm_GivesBackWhatTakesLongerThanTheGraceAndBlamesNobody()
    {
        await KillARunAsync();
        using (var up = _work.Start("up", "--poll", "0.1", "--grace", "0.2"))
        {
            await _agent.BegunAsync("ledger.hold/2");
            up.Terminate();
            Assert.Contains("left open", (await up.EndAsync()).Ends(0).Errors, StringComparison.Ordinal);
        }

        var left = await StatusAsync("interrupted");
        Assert.Equal(["lost", "lost"], left["attempts"]!.AsArray().Where(attempt => (string?)attempt!["task_id"] == "ledger.hold").Select(attempt => (string?)attempt!["outcome"]));
        Assert.Equal([true, false], left["events"]!.AsArray().Where(each => (string?)each!["kind"] == "task_lost").Select(each => (bool)each!["event"]!["crash"]!));
        _agent.Open();
        Assert.Equal("completed", (string?)(await _work.RunAsync("workflow", "resume", "--json")).Ends(0).Json["run"]!["status"]);
    }

    [Fact]
    public async Task Up_QueuedScheduledAndApprovedRuns_BeginAndGoOnByThemselves()
    {
        _agent.Open();
        _work.Write("plan.yaml", "- id: ledger.ask\n  agent_type: ledger\n  approval: Spend it?\n");
        (await _work.RunAsync("run", "--playbook", "plan.yaml", "--json")).Ends(3);
        (await _work.RunAsync("workflow", "create", "--agents", "ledger", "--queue", "--goal", "queued", "--json")).Ends(0);
        var added = (await _work.RunAsync("workflow", "schedule", "add", "often", "--cron", "* * * * * *", "--agents", "ledger", "--json")).Ends(0).Json;
        Assert.Equal("skip", (string?)added["overlap"]);
        using var up = _work.Start("up", "--poll", "0.1");

        (await _work.RunAsync("workflow", "approve", await IdAsync(status: "waiting"))).Ends(0);
        await UntilAsync(runs => runs.Count(run => (string?)run!["status"] == "completed") >= 3
            && runs.Any(run => (string?)run!["summary"]!["goal"] == "queued" && (string?)run["status"] == "completed") && !runs.Any(run => (string?)run!["status"] == "waiting"));
        up.Terminate();

        Assert.Contains("schedule often: run ", (await up.EndAsync()).Ends(0).Errors, StringComparison.Ordinal);
        Assert.Contains("ledger.ask/1", _agent.Attempts);
        Assert.Contains("ledger.last/1", _agent.Attempts);
        var schedule = (await _work.RunAsync("workflow", "schedule", "list", "--json")).Ends(0).Json.AsArray().Single()!;
        Assert.EndsWith("-often", (string?)schedule["last_run"], StringComparison.Ordinal);
        (await _work.RunAsync("workflow", "schedule", "remove", "often")).Ends(0);
        Assert.Contains(FaultCodes.ScheduleUnknown, (await _work.RunAsync("workflow", "schedule", "pause", "often")).Ends(1).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_AgentHasAnotherVersionMeanwhile_GivesTheRunBackAndSaysWhatToChoose()
    {
        await KillARunAsync();
        using var up = _work.Start("up", "--poll", "0.1", "--grace", "0.2");
        await _agent.BegunAsync("ledger.hold/2");

        _agent.Change("1.0.0", "2.0.0");

        await up.WarnsAsync(said => said.Contains("cannot be taken up", StringComparison.Ordinal));
        JsonNode status;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        do
        {
            // What it says it has yet to write.
            limit.Token.ThrowIfCancellationRequested();
            status = (await _work.RunAsync("workflow", "status", await IdAsync(), "--json")).Ends(0).Json;
        }
        while (status["cannot_be_taken_up"]!.AsArray().Count == 0);
        up.Terminate();
        (await up.EndAsync()).Ends(0);

        Assert.Contains("was planned with ledger 1.0.0, and here is 2.0.0", (string?)status["cannot_be_taken_up"]![0], StringComparison.Ordinal);
        Assert.DoesNotContain("ledger.hold/3", _agent.Attempts);
        _agent.Open();
        (await _work.RunAsync("workflow", "resume", "--accept-changes", "--json")).Ends(0);
    }

    private async Task KillARunAsync()
    {
        using var run = _work.Start("run", "--agents", "ledger");
        await _agent.BegunAsync("ledger.hold/1");
        run.Kill();
        await run.EndAsync();
    }

    private async Task<string> IdAsync(string? status = null) =>
        (string)(await _work.RunAsync("workflow", "list", "--json")).Ends(0).Json.AsArray().First(run => status is null || (string?)run!["status"] == status)!["id"]!;

    /// <summary>Waits until the one run stands so.</summary>
    private async Task<JsonNode> StatusAsync(string status)
    {
        await UntilAsync(runs => (string?)runs.Single()!["status"] == status);
        return (await _work.RunAsync("workflow", "status", await IdAsync(), "--json")).Ends(0).Json;
    }

    private async Task UntilAsync(Func<JsonArray, bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!holds((await _work.RunAsync("workflow", "list", "--json")).Ends(0).Json.AsArray()))
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
