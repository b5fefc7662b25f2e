namespace Omua.Cli.Tests.Workflows;

/// <summary>Real processes that are killed and interrupted in the middle of a run.</summary>
public sealed class InterruptedRunTests : IDisposable
{
    private readonly Workplace _work = new();
    private readonly LedgerAgent _agent;

    public InterruptedRunTests() => _agent = new LedgerAgent(_work);

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Resume_AfterSigkill_FinishesTheRunAndRunsNoRecordedTaskAgain()
    {
        using (var run = _work.Start("run", "--agents", "ledger", "--json"))
        {
            await _agent.BegunAsync("ledger.hold/1");
            Assert.Equal("running", await StatusAsync());
            run.Kill();
            await run.EndAsync();
        }

        Assert.Equal("interrupted", await StatusAsync());
        _agent.Open();

        var resumed = (await _work.RunAsync("workflow", "resume", "--json")).Ends(0).Json;

        Assert.Equal(["ledger.first/1", "ledger.hold/1", "ledger.hold/2", "ledger.last/1"], _agent.Attempts);
        Assert.Equal("completed", (string?)resumed["run"]!["status"]);
        Assert.Equal(2, (int)resumed["results"]!["ledger.hold"]!["result"]!["attempt"]!);
        Assert.Equal(2, resumed["totals"]!.AsArray().Single()!["rows"]!.GetValue<int>());
        Assert.Contains("ledger.hold", await File.ReadAllTextAsync(Path.Combine(_work.Folder, (string)resumed["report"]!)), StringComparison.Ordinal);
        Assert.Equal("completed", await StatusAsync());
    }

    [Fact]
    public async Task Resume_DataChangedMeanwhile_IsRefusedUntilToldOtherwise()
    {
        using (var run = _work.Start("run", "--agents", "ledger"))
        {
            await _agent.BegunAsync("ledger.hold/1");
            run.Kill();
            await run.EndAsync();
        }

        _agent.Open();
        _work.Write("data/ads.csv", "date,campaign,impressions,clicks,cost,conversions,revenue\n2026-01-01,a,100,10,5,1,9\n2026-01-02,a,100,10,6,1,9\n");
        _work.Write("data/more.csv", "date,campaign,impressions,clicks,cost,conversions,revenue\n2026-01-01,b,100,10,5,1,9\n");
        var refused = (await _work.RunAsync("workflow", "resume", "--json")).Ends(1).Json["error"]!;
        Assert.Equal(FaultCodes.RunDataChanged, (string?)refused["code"]);
        Assert.Contains("ads.csv has other content", (string)refused["message"]!, StringComparison.Ordinal);
        Assert.Contains("more.csv is new", (string)refused["message"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("ledger.hold/2", _agent.Attempts);

        var accepted = (await _work.RunAsync("workflow", "resume", "--accept-changes", "--json")).Ends(0).Json;

        Assert.Equal(3, accepted["totals"]!.AsArray().Single()!["rows"]!.GetValue<int>());
        Assert.Contains(accepted["faults"]!.AsArray(), fault => (string?)fault!["code"] == FaultCodes.RunDataChanged);
    }

    [Fact]
    public async Task Run_Sigint_IsStoredAsCancelledAndStillReported()
    {
        using var run = _work.Start("run", "--agents", "ledger", "--json");
        await _agent.BegunAsync("ledger.hold/1");

        run.InterruptIt();

        var answer = (await run.EndAsync()).Ends(130).Json;
        Assert.Equal("cancelled", (string?)answer["run"]!["status"]);
        Assert.True(File.Exists(Path.Combine(_work.Folder, (string)answer["report"]!)));
        Assert.Equal("cancelled", await StatusAsync());
        Assert.Equal(["ledger.first/1", "ledger.hold/1"], _agent.Attempts);
    }

    [Fact]
    public async Task Resume_NothingInterrupted_SaysSo() =>
        Assert.Equal(FaultCodes.NoSingleRun, (string?)(await _work.RunAsync("workflow", "resume", "--json")).Ends(2).Json["error"]!["code"]);

    private async Task<string?> StatusAsync() => (string?)(await _work.RunAsync("workflow", "list", "--json")).Ends(0).Json.AsArray().Single()!["status"];
}
