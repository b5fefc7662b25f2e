namespace Omua.Cli.Tests;

/// <summary><c>analyze anomaly</c>, on daily exports and on series of any step.</summary>
public sealed class AnomalyVerbTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    /// <summary>The score that the test of the method pins, reached through the verb.</summary>
    [Fact]
    public async Task Anomaly_LabelledSeries_GivesAlarmsAndScore()
    {
        var folder = Repository.Reference("nab");
        var answer = (await _work.RunAsync("analyze", "anomaly", "--data", folder, "--labels", Path.Combine(folder, "combined_windows.json"), "--json")).Ends(0);

        Assert.Equal("anomaly", (string)answer.Json["method"]!);
        Assert.Equal(66.1, (double)answer.Json["totals"]!["score"]!["normalised"]!, 0.05);
        Assert.Equal(6, answer.Json["series"]!.AsArray().Count);
        Assert.All(answer.Json["by"]!.AsArray(), alarm => Assert.True((double)alarm!["value"]! < (double)alarm["low"]! || (double)alarm["value"]! > (double)alarm["high"]!));
        Assert.Equal(9610, (int)answer.Json["quality"]!["rows_read"]!);
    }

    [Fact]
    public async Task Anomaly_DailyExport_NamesDayGroupAndMetric()
    {
        var rows = string.Concat(Enumerable.Range(0, 84).Select(day => FormattableString.Invariant(
            $"{new DateOnly(2025, 1, 6).AddDays(day):yyyy-MM-dd},brand,{1000 + day % 3 * 50},{(day == 40 ? 300 : 100 + day % 3)},{50 + day % 3},200\n")));
        _work.Write("ads.csv", "date,campaign,clicks,cost,conversions,revenue\n" + rows);

        var answer = (await _work.RunAsync("analyze", "anomaly", "--data", "ads.csv", "--json")).Ends(0);

        var found = answer.Json["by"]!.AsArray().Single(row => (string)row!["metric"]! == "cost")!;
        Assert.Equal(("brand", "2025-02-15"), ((string)found["key"]!["campaign"]!, (string)found["day"]!));
        Assert.Contains("2025-02-15", (await _work.RunAsync("analyze", "anomaly", "--data", "ads.csv")).Ends(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anomaly_SeriesTooShort_IsRefusedWithCode()
    {
        _work.Write("short.csv", "timestamp,value\n2025-01-01 00:00:00,1\n2025-01-01 01:00:00,2\n");

        var answer = (await _work.RunAsync("analyze", "anomaly", "--data", "short.csv", "--json")).Ends(1);

        Assert.Equal("OMUA330", (string)answer.Json["error"]!["code"]!);
    }
}
