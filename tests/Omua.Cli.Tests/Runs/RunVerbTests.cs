using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Omua.Cli.Tests.Runs;

/// <summary>The main job as a person starts it, on exports that the test writes and on the reference data.</summary>
public sealed class RunVerbTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    // Figures: reference data README, "online_advertising" (all 15,408 rows, duplicates kept).
    [Fact]
    public async Task Run_OnlineAdvertising_GivesThePublishedTotalsAndDistributesTheBudgetExactly()
    {
        var run = (await _work.RunAsync("run", "--data", Repository.Reference("online_advertising"), "--budget", "2000", "--json")).Ends(0).Json;

        Assert.Equal("completed", (string?)run["run"]!["status"]);
        var totals = run["totals"]!.AsArray().Single(one => (double)one!["rows"]! == 15408)!;
        Assert.Equal(239_017_725, (double)totals["impressions"]!);
        Assert.Equal(175_192.9957, (double)totals["cost"]!, 4);
        Assert.Equal(276_264.5621, (double)totals["revenue"]!, 4);
        Assert.Equal(2_492_837, (double)totals["clicks"]!);
        Assert.Equal(651_768, (double)totals["conversions"]!);
        Assert.Equal(2000m, Sum(run));
        var campaigns = run["proposals"]!.AsArray().Select(proposal => (string?)proposal!["target"]!["value"]).Distinct().ToList();
        Assert.Equal(3, campaigns.Count);
        Assert.True((bool)run["run"]!["dry_run"]!);
        var report = await File.ReadAllTextAsync(Path.Combine(_work.Folder, (string)run["report"]!));
        Assert.Contains("175,193.00", report, StringComparison.Ordinal);
        Assert.Contains("276,264.56", report, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", report, StringComparison.OrdinalIgnoreCase);
    }

    // Figures: reference data README, "facebook_ads", cost per approved conversion.
    [Fact]
    public async Task Run_FacebookAds_GivesThePublishedCostsPerApprovedConversion()
    {
        var run = (await _work.RunAsync("run", "--data", Repository.Reference("facebook_ads"), "--json")).Ends(0).Json;

        var report = await File.ReadAllTextAsync(Path.Combine(_work.Folder, (string)run["report"]!));
        Assert.All(new[] { "6.2379", "15.8108", "63.8327" }, figure => Assert.Contains(figure, report, StringComparison.Ordinal));
        Assert.Equal(58_705.23, (double)run["totals"]![0]!["cost"]!, 2);
        Assert.Equal(1_079, (double)run["totals"]![0]!["conversions"]!);
    }

    [Fact]
    public async Task Run_HostileNamesAndBadRows_GoesOnAndSaysWhatWasRefused()
    {
        _work.Write("data/ads.csv", Export("USD", ["[red", "=HYPERLINK(\"\"http://x\"\")", "<img src=x onerror=alert(1)>"]) + "2026-01-02,torn\n2026-01-03,plain,100,10,-5,1,9,USD\n");

        var run = (await _work.RunAsync("run", "--budget", "900", "--approve", "--json")).Ends(0).Json;

        var dataset = run["datasets"]![0]!;
        Assert.Equal(2, (long)dataset["rows_refused"]!);
        Assert.Equal(2, dataset["refused"]!.AsArray().Count);
        Assert.Equal("USD", (string?)run["run"]!["currency"]);
        Assert.Equal(900m, Sum(run));
        var report = await File.ReadAllTextAsync(Path.Combine(_work.Folder, (string)run["report"]!));
        Assert.DoesNotContain("<img", report, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;img", report, StringComparison.Ordinal);
        if (run["changes"] is { } changes)
        {
            Assert.DoesNotMatch("(?m)(^|,)\"?[=+@-]", await File.ReadAllTextAsync(Path.Combine(_work.Folder, (string)changes!)));
        }
    }

    [Fact]
    public async Task Run_TwoCurrencies_NeverSumsThemTogether()
    {
        _work.Write("data/usd.csv", Export("USD", ["a", "b"]));
        _work.Write("data/eur.csv", Export("EUR", ["a", "b"]));

        var run = (await _work.RunAsync("run", "--json")).Ends(0).Json;
        var refused = (await _work.RunAsync("run", "--budget", "100", "--json")).Ends(2).Json;

        Assert.Equal(["EUR", "USD"], run["totals"]!.AsArray().Select(one => (string?)one!["currency"]).Order());
        Assert.Equal(FaultCodes.BudgetCurrency, (string?)refused["error"]!["code"]);
    }

    [Theory]
    [InlineData(2, "run")]
    [InlineData(2, "run", "--data", ".", "--budget", "0")]
    [InlineData(2, "run", "--data", ".", "--budget", "-5")]
    [InlineData(2, "run", "--data", ".", "--currency", "dollars")]
    [InlineData(1, "run", "--data", "no-such-folder")]
    public async Task Run_WrongCall_IsRefusedWithCodeAndFix(int exitCode, params string[] arguments)
    {
        var error = (await _work.RunAsync([.. arguments, "--json"])).Ends(exitCode).Json["error"]!;

        Assert.StartsWith("OMUA", (string?)error["code"], StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty((string?)error["fix"]));
    }

    [Fact]
    public async Task Run_UnknownAgent_NamesTheOnesThatAreThere()
    {
        _work.Write("data/ads.csv", Export("USD", ["a", "b"]));

        var error = (await _work.RunAsync("run", "--agents", "nobody", "--json")).Ends(2).Json["error"]!;

        Assert.Equal(FaultCodes.UnknownAgent, (string?)error["code"]);
    }

    [Fact]
    public async Task Demo_SameSeed_GivesTheSameFiguresAndSaysSimulated()
    {
        var first = (await _work.RunAsync("demo", "--seed", "5", "--json")).Ends(0).Json;
        var second = (await _work.RunAsync("demo", "--seed", "5", "--json")).Ends(0).Json;
        var other = (await _work.RunAsync("demo", "--seed", "6", "--json")).Ends(0).Json;

        Assert.True((bool)first["run"]!["simulated"]!);
        Assert.NotEmpty(first["truth"]!.AsArray());
        Assert.All(new[] { "totals", "proposals", "truth" }, part => Assert.Equal(first[part]!.ToJsonString(), second[part]!.ToJsonString()));
        Assert.NotEqual(first["totals"]!.ToJsonString(), other["totals"]!.ToJsonString());
        var report = await File.ReadAllTextAsync(Path.Combine(_work.Folder, (string)first["report"]!));
        Assert.Contains("<h1>Simulated market", report, StringComparison.Ordinal);
        Assert.Contains("How far each estimate is from the truth", report, StringComparison.Ordinal);
    }

    private static decimal Sum(JsonNode run) =>
        run["proposals"]!.AsArray().Sum(proposal => decimal.Parse(proposal!["to"]!.ToJsonString(), CultureInfo.InvariantCulture));

    /// <summary>Sixty days of spend that grows and falls, with returns that fall off as it grows.</summary>
    private static string Export(string currency, IReadOnlyList<string> campaigns)
    {
        var text = new StringBuilder("Date,Campaign,Impressions,Clicks,Cost,Conversions,Revenue,Currency\n");
        foreach (var day in Enumerable.Range(0, 60))
        {
            for (var index = 0; index < campaigns.Count; index++)
            {
                var cost = 10 + ((day * (index + 3)) % 17) + (index * 4);
                var revenue = Math.Round((20 + (index * 15)) * Math.Log(1 + cost), 2);
                text.Append(CultureInfo.InvariantCulture, $"{new DateOnly(2026, 1, 1).AddDays(day):yyyy-MM-dd},\"{campaigns[index]}\",{cost * 100},{cost * 4},{cost},{cost / 3},{revenue},{currency}\n");
            }
        }

        return text.ToString();
    }
}
