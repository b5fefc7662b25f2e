namespace Omua.Cli.Tests;

/// <summary><c>analyze experiment</c>, on the reference experiment and on what it cannot read.</summary>
public sealed class ExperimentVerbTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    /// <summary>Figures: the reference data's README, "cookie_cats".</summary>
    [Fact]
    public async Task Experiment_CookieCats_GivesThePublishedFiguresInTheFixedShape()
    {
        var json = (await _work.RunAsync("analyze", "experiment", "--data", Repository.Reference("cookie_cats"), "--json")).Ends(0).Json;

        Assert.Equal((44_700.0, "warn"), ((double)json["arms"]![0]!["n"]!, (string)json["srm"]!["verdict"]!));
        Assert.Equal(0.00860799, (double)json["srm"]!["p_value"]!, 8);
        var comparison = json["metrics"]!.AsArray().Single(metric => (string)metric!["name"]! == "retention_7")!["comparisons"]![0]!;
        Assert.Equal(("gate_30", "gate_40"), ((string)comparison["control"]!, (string)comparison["treatment"]!));
        Assert.Equal(-3.16436, (double)comparison["z"]!, 5);
        Assert.Equal(0.00155425, (double)comparison["p_value"]!, 8);
        Assert.Contains("cannot tell", (string)json["verdict"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Experiment_Baseline_PlansWithoutData()
    {
        var json = (await _work.RunAsync("analyze", "experiment", "--baseline", "0.1", "--effect", "0.1", "--units-per-day", "1000", "--json")).Ends(0).Json;

        Assert.InRange((double)json["units_per_arm"]!, 14_744, 14_754);
        Assert.Equal(30, (double)json["days"]!);
    }

    [Theory]
    [InlineData("user_id,variant,converted\n1,a,1\n2,a,0\n", "OMUA337")]
    [InlineData("user_id,variant\n1,a\n2,b\n", "OMUA333")]
    public async Task Experiment_UnitsThatCannotServe_AreRefusedWithTheReason(string rows, string code)
    {
        _work.Write("units.csv", rows);

        Assert.Equal(code, (string)(await _work.RunAsync("analyze", "experiment", "--data", "units.csv", "--json")).Ends(1).Json["error"]!["code"]!);
    }
}
