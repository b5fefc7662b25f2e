using System.Text.Json.Nodes;
using Omua.Cli.Runs;

namespace Omua.Cli.Tests.Runs;

public sealed class RunDocumentTests
{
    private readonly JsonObject _document = RunDocument.Of(SampleRun.Create(), "out/report.html");

    [Fact]
    public void Of_AnyRun_HasTheShapeOfTheDesign()
    {
        Assert.Equal(["id", "status", "started_at", "completed_at", "dry_run"], Keys(_document["run"]).Take(5));
        Assert.Equal(["source", "hash", "tasks"], Keys(_document["plan"]));
        Assert.Equal(
            ["id", "name", "agent_type", "description", "parameters", "dependencies", "status"], Keys(_document["plan"]!["tasks"]![0]).Take(7));
        Assert.Equal(["task_id", "status", "result", "error", "metadata"], Keys(_document["results"]!["budget.distribute"]));
        Assert.Equal(["id", "title", "severity", "agent", "evidence", "interval"], Keys(_document["findings"]![0]).Take(6));
        Assert.Equal(["id", "target", "change", "from", "to", "currency", "expected_effect", "evidence"], Keys(_document["proposals"]![0]).Take(8));
        Assert.Equal(["metric", "low", "mid", "high"], Keys(_document["proposals"]![0]!["expected_effect"]).Take(4));
        Assert.Equal("out/report.html", (string?)_document["report"]);
        Assert.Equal("OMUA300", (string?)_document["faults"]![0]!["code"]);
    }

    [Fact]
    public void Of_Proposals_SumExactlyToTheBudget() =>
        Assert.Equal(200m, _document["proposals"]!.AsArray().Sum(proposal => decimal.Parse(proposal!["to"]!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Of_HostileName_IsKeptAsDataAndReadsBack()
    {
        var parsed = JsonNode.Parse(_document.ToJsonString())!;

        Assert.Equal(SampleRun.EvilName, (string?)parsed["proposals"]![0]!["target"]!["value"]);
    }

    [Fact]
    public void Of_Dataset_CarriesItsQualityReport()
    {
        var dataset = _document["datasets"]![0]!;

        Assert.Equal(4, (long)dataset["rows_read"]!);
        Assert.Equal(1, (long)dataset["rows_refused"]!);
        Assert.Equal(5, (long)dataset["refused"]![0]!["line"]!);
        Assert.Null(dataset["channel"]);
    }

    [Fact]
    public void Number_NotFinite_IsNull()
    {
        Assert.Null(FigureJson.Number(double.NaN));
        Assert.Null(FigureJson.Number(double.PositiveInfinity));
        Assert.Equal(0.5, (double)FigureJson.Number(0.5)!);
    }

    private static IEnumerable<string> Keys(JsonNode? node) => node!.AsObject().Select(pair => pair.Key);
}
