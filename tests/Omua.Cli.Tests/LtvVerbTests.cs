namespace Omua.Cli.Tests;

/// <summary><c>analyze ltv</c>. Figures: the reference data's README, "cdnow" and "shifted beta-geometric retention".</summary>
public sealed class LtvVerbTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Ltv_CdnowSample_GivesThePublishedFitAndHoldoutInTheFixedShape()
    {
        var json = (await _work.RunAsync("analyze", "ltv", "--data", Repository.Reference("cdnow", "CDNOW_sample.txt"), "--model", "bg_nbd", "--cac", "20", "--json")).Ends(0).Json;

        Assert.Equal("bg_nbd", (string)json["model"]!);
        Assert.Equal(0.24259, (double)json["parameters"]!["r"]!, 4);
        Assert.Equal(-9582.4256, (double)json["log_likelihood"]!, 0.005);
        Assert.Equal(1882, (double)json["holdout"]!["actual"]!);
        Assert.Equal(1653.4, (double)json["holdout"]!["predicted"]!, 1);
        Assert.Equal(2357, json["by"]!.AsArray().Sum(cohort => (int)cohort!["customers"]!));
        Assert.All(json["by"]!.AsArray(), cohort => Assert.True((double)cohort!["ltv_to_cac"]! > 1));
    }

    [Fact]
    public async Task Ltv_Survivors_GivesTheShiftedBetaGeometric()
    {
        _work.Write("survivors.csv", "period,survivors\n0,1000\n1,869\n2,743\n3,653\n4,593\n5,551\n6,517\n7,491\n");
        var json = (await _work.RunAsync("analyze", "ltv", "--data", "survivors.csv", "--model", "sbg", "--json")).Ends(0).Json;

        Assert.Equal(0.668, (double)json["parameters"]!["alpha"]!, 3);
        Assert.Equal(-1611.16, (double)json["log_likelihood"]!, 2);
    }

    [Fact]
    public async Task Ltv_NobodyCameAgain_IsRefusedWithTheReason()
    {
        _work.Write("orders.csv", "customer_id,date,amount\n" + string.Concat(Enumerable.Range(1, 40).Select(customer => $"{customer},2025-01-{1 + customer % 20:00},10\n")));

        Assert.Equal("OMUA332", (string)(await _work.RunAsync("analyze", "ltv", "--data", "orders.csv", "--json")).Ends(1).Json["error"]!["code"]!);
    }
}
