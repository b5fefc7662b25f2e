namespace Omua.Cli.Tests;

/// <summary><c>analyze budget</c>.</summary>
public sealed class BudgetVerbTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Budget_DailyExport_SumsExactlyWithinStepAndCap()
    {
        var answer = (await _work.RunAsync("analyze", "budget", "--data", Repository.Reference("online_advertising"), "--budget", "2000", "--cap", "camp 1=1700", "--json")).Ends(0);

        var rows = answer.Json["by"]!.AsArray();
        Assert.Equal("budget", (string)answer.Json["method"]!);
        Assert.Equal(2000m, rows.Sum(row => (decimal)row!["to"]!));
        Assert.Equal(2000m, rows.Sum(row => (decimal)row!["from"]!));
        Assert.All(rows, row => Assert.InRange((decimal)row!["to"]!, (decimal)row["lowest"]!, (decimal)row["highest"]!));
        Assert.True((decimal)rows.Single(row => (string)row!["key"]!["campaign"]! == "camp 1")!["to"]! <= 1700);
    }

    [Fact]
    public async Task Budget_TargetOutOfReach_IsInfeasibleAndSaysWhatIsReached()
    {
        var answer = (await _work.RunAsync("analyze", "budget", "--data", Repository.Reference("online_advertising"), "--budget", "2000", "--target-return", "50", "--json")).Ends(1);

        Assert.Equal("OMUA383", (string)answer.Json["error"]!["code"]!);
        Assert.Contains("below the target 50", (string)answer.Json["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Budget_CapWithoutAmount_IsWrongUsage() =>
        Assert.Contains("--cap", (await _work.RunAsync("analyze", "budget", "--data", Repository.Reference("online_advertising"), "--cap", "Brand")).Ends(2).Errors, StringComparison.Ordinal);
}
