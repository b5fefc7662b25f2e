namespace Omua.Cli.Tests;

/// <summary><c>data inspect</c> and <c>analyze kpi</c>, on good exports and on what people really have.</summary>
public sealed class DataVerbsTests : IDisposable
{
    private const string Header = "date,campaign,impressions,clicks,cost,conversions,revenue\n";

    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    /// <summary>Figures: the reference data's README, "exports".</summary>
    [Fact]
    public async Task Kpi_GoogleAdsExport_GivesTheReferenceFigures()
    {
        var answer = (await _work.RunAsync("analyze", "kpi", "--data", Repository.Reference("exports", "google_ads"), "--by", "campaign", "--json")).Ends(0);
        var totals = answer.Json["totals"]!;
        Assert.Equal("kpi", (string)answer.Json["method"]!);
        Assert.Equal(1854, (double)totals["impressions"]!);
        Assert.Equal(280, (double)totals["clicks"]!);
        Assert.Equal(231.33, (double)totals["cost"]!, 9);
        Assert.True(totals.AsObject().ContainsKey("cpa"));
        Assert.Null(totals["cpa"]);
        Assert.Contains(answer.Json["notes"]!.AsArray(), note => ((string)note!).Contains("cpa", StringComparison.Ordinal));
        Assert.Equal(16, (int)answer.Json["quality"]!["rows_read"]!);
        Assert.NotNull(answer.Json["by"]![0]!["key"]!["campaign"]);
    }

    /// <summary>Figures: the reference data's README, "online_advertising".</summary>
    [Fact]
    public async Task Kpi_OnlineAdvertisingByCampaign_GivesTheReferenceFigures()
    {
        var answer = (await _work.RunAsync("analyze", "kpi", "--data", Repository.Reference("online_advertising"), "--by", "campaign", "--json")).Ends(0);
        Assert.Equal(175_192.9957, (double)answer.Json["totals"]!["cost"]!, 4);
        Assert.Equal(276_264.5621, (double)answer.Json["totals"]!["revenue"]!, 4);
        var first = answer.Json["by"]!.AsArray().Single(row => (string)row!["key"]!["campaign"]! == "camp 1")!;
        Assert.Equal(150_688.5798, (double)first["cost"]!, 4);
        Assert.Equal(1.5299, (double)first["roas"]!, 4);
        Assert.Equal(5, (int)answer.Json["quality"]!["duplicates"]!);
    }

    [Fact]
    public async Task Kpi_WhereAndGrain_SelectAndGroup()
    {
        _work.Write("ads.csv", Header + "2025-03-30,a,100,10,5,1,9\n2025-03-31,a,100,10,5,1,9\n2025-04-01,b,50,5,2,0,0\n");
        var rows = (await _work.RunAsync("analyze", "kpi", "--data", "ads.csv", "--where", "campaign=a", "--grain", "month", "--json")).Ends(0).Json["by"]!.AsArray();
        var row = Assert.Single(rows)!;
        Assert.Equal("2025-03", (string)row["key"]!["month"]!);
        Assert.Equal(10, (double)row["cost"]!);
        Assert.Equal(1.8, (double)row["roas"]!, 9);
    }

    [Theory]
    [InlineData("--grain", "year")]
    [InlineData("--where", "campaign")]
    public async Task Kpi_ValueThatCannotBe_IsWrongUsage(string option, string value)
    {
        _work.Write("ads.csv", Header + "2025-03-30,a,100,10,5,1,9\n");
        var answer = (await _work.RunAsync("analyze", "kpi", "--data", "ads.csv", option, value)).Ends(2);
        Assert.Contains("OMUA902", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kpi_UnknownDimension_SaysWhichThereAre()
    {
        _work.Write("ads.csv", Header + "2025-03-30,a,100,10,5,1,9\n");
        var answer = (await _work.RunAsync("analyze", "kpi", "--data", "ads.csv", "--by", "planet", "--json")).Ends(1);
        Assert.Equal("OMUA309", (string)answer.Json["error"]!["code"]!);
    }

    [Fact]
    public async Task Kpi_NamesThatLookLikeMarkup_ArePrintedLiterally()
    {
        _work.Write("ads.csv", Header + "2025-03-30,[red,100,10,5,1,9\n2025-03-30,\"=HYPERLINK(\"\"http://x\"\")\",100,10,5,1,9\n2025-03-30,\e[31mansi,100,10,5,1,9\n");
        var answer = (await _work.RunAsync("analyze", "kpi", "--data", "ads.csv", "--by", "campaign")).Ends(0);
        Assert.Contains("[red ", answer.Output, StringComparison.Ordinal);
        Assert.Contains("=HYPERLINK(\"http://x\")", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_MissingFolder_SaysSoAndFails()
    {
        var answer = (await _work.RunAsync("data", "inspect", "nowhere")).Ends(1);
        Assert.Contains("error OMUA301: nowhere", answer.Errors, StringComparison.Ordinal);
        Assert.Empty(answer.Output.Trim());
    }

    [Fact]
    public async Task Inspect_BadFilesBesideAGoodOne_NamesEachAndGoesOn()
    {
        _work.Write("exports/empty.csv", "");
        _work.Write("exports/letter.csv", "Dear all,\nplease find attached\n");
        _work.Write("exports/good.csv", Header + "2025-03-30,a,100,10,5,1,9\n");
        var answer = (await _work.RunAsync("data", "inspect", "exports", "--json")).Ends(0);
        Assert.Single(answer.Json["datasets"]!.AsArray());
        Assert.Equal(["OMUA303", "OMUA305"], answer.Json["faults"]!.AsArray().Select(fault => (string)fault!["code"]!).Order());
        Assert.Contains("warning OMUA303", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_TornRowAndNegativeCost_AreRefusedWithTheirLines()
    {
        _work.Write("ads.csv", Header + "2025-03-30,a,100,10,5,1,9\n2025-03-31,a,100\n2025-04-01,a,100,10,-5,1,9\n");
        var dataset = (await _work.RunAsync("data", "inspect", "ads.csv", "--json")).Ends(0).Json["datasets"]![0]!;
        Assert.Equal(1, (int)dataset["rows_read"]!);
        Assert.Equal(2, (int)dataset["rows_refused"]!);
        Assert.Equal([3, 4], dataset["refused"]!.AsArray().Select(row => (int)row!["line"]!));
        Assert.All(dataset["refused"]!.AsArray(), row => Assert.NotEmpty((string)row!["reason"]!));
    }

    [Fact]
    public async Task Kpi_TwoCurrencies_AreNeverAddedUp()
    {
        _work.Write("ads.csv", "date,campaign,currency,impressions,clicks,cost\n2025-03-30,a,EUR,100,10,5\n2025-03-30,b,USD,100,10,7\n");
        var answer = (await _work.RunAsync("analyze", "kpi", "--data", "ads.csv", "--json")).Ends(0);
        Assert.Null(answer.Json["totals"]!["cost"]);
        var byCurrency = answer.Json["totals_by_currency"]!.AsArray().ToDictionary(row => (string)row!["key"]!["currency"]!, row => (double)row!["cost"]!);
        Assert.Equal(5, byCurrency["EUR"]);
        Assert.Equal(7, byCurrency["USD"]);
    }

    [Fact]
    public async Task Inspect_NoColor_HoldsNoEscape()
    {
        _work.Write("ads.csv", Header + "2025-03-30,a,100,10,5,1,9\n");
        var answer = (await _work.RunWithAsync(new() { ["NO_COLOR"] = "1" }, "data", "inspect", "ads.csv")).Ends(0);
        Assert.DoesNotContain("\e", answer.Output + answer.Errors, StringComparison.Ordinal);
    }
}
