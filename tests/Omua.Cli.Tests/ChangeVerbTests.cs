using System.Globalization;

namespace Omua.Cli.Tests;

/// <summary><c>analyze change</c>.</summary>
public sealed class ChangeVerbTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    private static string Rows() => "date,campaign,cost,conversions\n" + string.Concat(Enumerable.Range(0, 20).Select(day =>
    {
        var date = new DateOnly(2025, 4, 1).AddDays(day);
        var late = day >= 10;
        return string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd},brand,100,10\n{date:yyyy-MM-dd},broad,{(late ? 300 : 100)},{(late ? 10 : 5)}\n");
    }));

    [Fact]
    public async Task Change_TwoPeriods_EffectsSumToTheChange()
    {
        _work.Write("ads.csv", Rows());
        string[] call = ["analyze", "change", "--data", "ads.csv", "--metric", "cpa", "--compare", "2025-04-01..2025-04-10", "2025-04-11..2025-04-20"];

        var document = (await _work.RunAsync([.. call, "--json"])).Ends(0).Json;

        var cpa = document["totals"]!["cpa"]!;
        Assert.Equal(("change", 200.0 / 15, 20.0), ((string)document["method"]!, (double)cpa["before"]!, (double)cpa["after"]!));
        Assert.Equal((double)cpa["change"]!, (double)cpa["mix"]! + (double)cpa["rate"]! + (double)cpa["volume"]! + (double)cpa["unpaired"]!, 1e-12);
        Assert.Equal((double)cpa["change"]!, document["by"]!.AsArray().Sum(group => (double)group!["cpa"]!["contribution"]!), 1e-12);
        Assert.Equal("broad", (string)document["by"]![0]!["key"]!["campaign"]!);
        Assert.Contains("total", (await _work.RunAsync(call)).Ends(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_NoPeriodNamed_TakesTheEndOfTheData()
    {
        _work.Write("ads.csv", Rows());
        var document = (await _work.RunAsync("analyze", "change", "--data", "ads.csv", "--json")).Ends(0).Json;
        Assert.Equal(("2025-04-07", "2025-04-20"), ((string)document["before"]!["from"]!, (string)document["after"]!["to"]!));
    }

    [Theory]
    [InlineData("2025-04-11..2025-04-20", "2025-04-01..2025-04-10", "OMUA331")]
    [InlineData("2024-04-01..2024-04-10", "2025-04-01..2025-04-10", "OMUA330")]
    [InlineData("april", "2025-04-01..2025-04-10", "is no period")]
    public async Task Change_PeriodsThatDoNotFit_SaysWhy(string first, string second, string said)
    {
        _work.Write("ads.csv", Rows());
        var answer = await _work.RunAsync("analyze", "change", "--data", "ads.csv", "--compare", first, second);
        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains(said, answer.Errors, StringComparison.Ordinal);
    }
}
