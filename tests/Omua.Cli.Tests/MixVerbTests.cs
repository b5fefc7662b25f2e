namespace Omua.Cli.Tests;

/// <summary><c>analyze mmm</c>.</summary>
public sealed class MixVerbTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Mmm_TableWithLiftTests_GivesChannelsTestsAndWhatIsConfounded()
    {
        _work.Write("tests.csv", "from,to,channel,spend_change,lift,standard_error\n2022-11-26,2023-01-14,x1,3.2,228,23\n");
        string[] call = ["analyze", "mmm", "--data", Repository.Reference("mmm", "mmm_roas_data.csv"), "--outcome", "y", "--spend", "x1,x2", "--lift-tests", "tests.csv", "--draws", "50"];

        var document = (await _work.RunAsync([.. call, "--json"])).Ends(0).Json;

        Assert.Equal(("mmm", 131), ((string)document["method"]!, (int)document["totals"]!["periods"]!));
        Assert.Equal("x1", (string)document["by"]![0]!["key"]!["channel"]!);
        Assert.True((double)document["by"]![0]!["roas"]! < (double)document["by"]![0]!["roas_observed"]!);
        Assert.Contains(document["notes"]!.AsArray(), note => ((string)note!).Contains("confounded for x1", StringComparison.Ordinal));
        Assert.Contains("lift test of x1", (await _work.RunAsync(call)).Ends(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mmm_TableWithoutColumns_SaysWhichAreMissing() =>
        Assert.Contains("--spend", (await _work.RunAsync("analyze", "mmm", "--data", Repository.Reference("mmm", "robyn_weekly.csv"))).Ends(2).Errors, StringComparison.Ordinal);
}
