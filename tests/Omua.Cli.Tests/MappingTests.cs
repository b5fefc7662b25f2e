namespace Omua.Cli.Tests;

/// <summary><c>omua.mapping.yaml</c> beside the data, and the draft of one.</summary>
public sealed class MappingTests : IDisposable
{
    private const string Shop = "Stichtag;Aktion;Einblendungen;Klickzahl;Ausgaben\n01.04.2025;Frühling;1.000;50;12,50\n02.04.2025;Sommer;2.000;40;7,50\n";
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task ProposeMapping_DraftKeptAsItIs_IsReadBesideTheData()
    {
        _work.Write("data/shop.csv", Shop);
        Assert.Contains("--propose-mapping", (await _work.RunAsync("data", "inspect", "data")).Ends(1).Errors, StringComparison.Ordinal);

        _work.Write("data/omua.mapping.yaml", (await _work.RunAsync("data", "inspect", "data", "--propose-mapping")).Ends(0).Output);

        var totals = (await _work.RunAsync("analyze", "kpi", "--data", "data", "--json")).Ends(0).Json["totals"]!;
        Assert.Equal((3000, 90, 20), ((double)totals["impressions"]!, (double)totals["clicks"]!, (double)totals["cost"]!));
    }

    [Theory]
    [InlineData("mappings:\n  - files: shop.csv\n    colums:\n      cost: Ausgaben\n", "data/omua.mapping.yaml:3", "did you mean 'columns'")]
    [InlineData("mappings:\n  - files: shop.csv\n    columns:\n      clikcs: Klickzahl\n", "data/omua.mapping.yaml:4", "'clikcs' is nearly 'clicks'")]
    [InlineData("mappings:\n  - files: shop.csv\n    columns:\n      cost: Ausgaben\n    divide:\n      cost: -1\n", "data/omua.mapping.yaml:6", "above 0")]
    [InlineData("mappings:\n  - files: shop.csv\n    kind: transaction\n    columns:\n      cost: Ausgaben\n", "data/omua.mapping.yaml:3", "did you mean 'transactions'")]
    public async Task Mapping_ThatIsWrong_SaysWhereAndTheNearestWord(string mapping, string place, string said)
    {
        _work.Write("data/shop.csv", Shop);
        _work.Write("data/omua.mapping.yaml", mapping);
        var answer = await _work.RunAsync("analyze", "kpi", "--data", "data");
        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains("OMUA313", answer.Errors, StringComparison.Ordinal);
        Assert.Contains(place, answer.Errors, StringComparison.Ordinal);
        Assert.Contains(said, answer.Errors, StringComparison.Ordinal);
    }
}
