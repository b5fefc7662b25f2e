namespace Omua.Cli.Tests;

/// <summary><c>analyze attribution</c>, on the reference paths and on what it cannot use.</summary>
public sealed class AttributionVerbTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    /// <summary>Figures: the reference data's README, "attribution_paths", and ref_markov_order1_exact.csv.</summary>
    [Fact]
    public async Task Attribution_ReferencePaths_GivesEveryModelInTheFixedShape()
    {
        var json = (await _work.RunAsync("analyze", "attribution", "--data", Repository.Reference("attribution_paths"), "--json")).Ends(0).Json;

        Assert.Equal("attribution", (string)json["method"]!);
        Assert.Equal(19785, (double)json["totals"]!["conversions"]!);
        var eta = json["by"]!.AsArray().Single(row => (string)row!["key"]!["channel"]! == "eta")!;
        Assert.Equal(0.34902633187114607, (double)eta["removal_effect"]!, 9);
        Assert.Equal((3164.0, 4167.0), ((double)eta["first_touch"]!["conversions"]!, (double)eta["last_touch"]!["conversions"]!));
        Assert.All(["linear", "position", "time_decay", "markov", "shapley"], model => Assert.True((double)eta[model]!["value"]! > 0));
        Assert.Equal(19785, json["by"]!.AsArray().Aggregate(0.0, (sum, row) => sum + (double)row!["markov"]!["conversions"]!));
        Assert.Equal(10_000, (int)json["quality"]!["rows_read"]!);
    }

    [Fact]
    public async Task Attribution_Touchpoints_LooksBackAsFarAsAsked()
    {
        _work.Write("touches.csv", "user_id,timestamp,channel,conversion\nu1,2025-03-01,[red,0\nu1,2025-03-09,b,1\nu2,2025-03-01,b,0\n");
        var near = (await _work.RunAsync("analyze", "attribution", "--data", "touches.csv", "--look-back", "5", "--json")).Ends(0).Json;
        var text = (await _work.RunAsync("analyze", "attribution", "--data", "touches.csv")).Ends(0).Output;

        Assert.Equal(0, (double)near["by"]!.AsArray().Single(row => (string)row!["key"]!["channel"]! == "[red")!["linear"]!["conversions"]!);
        Assert.Null(near["totals"]!["value"]);
        Assert.Contains("[red", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date,campaign,impressions,clicks,cost\n2025-03-01,a,10,5,1\n", "OMUA311")]
    [InlineData("path,total_conversions\na > b,0\n", "OMUA335")]
    public async Task Attribution_RowsThatCannotServe_AreRefusedWithTheReason(string rows, string code)
    {
        _work.Write("data.csv", rows);
        var answer = (await _work.RunAsync("analyze", "attribution", "--data", "data.csv", "--json")).Ends(1);

        Assert.Equal(code, (string)answer.Json["error"]!["code"]!);
        Assert.DoesNotContain("NaN", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attribution_OrderThatCannotBe_IsWrongUsage()
    {
        _work.Write("paths.csv", "path,total_conversions\na > b,1\n");

        Assert.Contains("OMUA902", (await _work.RunAsync("analyze", "attribution", "--data", "paths.csv", "--order", "9")).Ends(2).Errors, StringComparison.Ordinal);
    }
}
