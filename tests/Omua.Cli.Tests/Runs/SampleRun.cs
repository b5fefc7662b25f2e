using System.Text.Json.Nodes;
using Omua.Analytics;
using Omua.Cli.Runs;

namespace Omua.Cli.Tests.Runs;

/// <summary>A finished run with everything in it that a report can show, among it hostile names.</summary>
internal static class SampleRun
{
    public const string EvilName = "<img onerror=alert(1) src=x> [red]=HYPERLINK(\"http://x\")\u202E\u001b";

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static RunRecord Create()
    {
        var dataset = Dataset();
        var spec = new TaskSpec { Id = "budget.distribute", Name = "Distribute the budget", AgentType = "budget", Description = "Moves money." };
        var evidence = new Evidence
        {
            Metric = "roas", Value = 1.5, Unit = "ratio", Formula = "sum(revenue) / sum(cost)", Dataset = "sample", RowCount = 2,
            Rows = new Dictionary<string, string> { ["campaign"] = EvilName }, Window = new DateRange(new DateOnly(2026, 1, 2), new DateOnly(2026, 1, 2)),
            Interval = new Interval(1.2, 1.8),
        };
        var result = TaskResult.Completed(spec, new JsonObject { ["moved"] = 50.25 }) with
        {
            Findings = [new Finding { Id = "budget.waste.1", Title = $"{EvilName} returns 1.5000", Severity = FindingSeverity.Warning, Agent = "budget", Evidence = [evidence], Advice = "Look." }],
            Proposals = [Proposal("p1", EvilName, 100m, 150.25m, evidence), Proposal("p2", "plain", 100m, 49.75m, evidence)],
        };
        return new RunRecord
        {
            Id = "run-1", Status = "completed", StartedAt = Start, CompletedAt = Start.AddSeconds(2), IsDryRun = true, PlanSource = "rules", PlanHash = "abc123", Seed = 7,
            Tasks = [new RunTask(spec, TaskStatus.Completed) { StartedAt = Start, EndedAt = Start.AddSeconds(1), Attempts = 1 }],
            Results = new Dictionary<string, TaskResult> { [spec.Id] = result }, Datasets = [dataset], Figures = [Figures(dataset)], Budget = new Money(200m, "EUR"),
            Faults = [new Fault("OMUA300", "notes.txt is no export.", "Remove it.") { File = "notes.txt" }], Command = "omua run --data sample --budget 200", Version = "0.1.0",
        };
    }

    private static PerformanceDataset Dataset() => new()
    {
        Name = "sample", Kind = "performance", Format = "generic.performance", Window = new DateRange(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 3)),
        Quality = new DatasetQuality
        {
            Files = ["sample.csv"], RowsRead = 4, RowsRefused = 1, Refused = [new RefusedRow("sample.csv", 5, "cost is negative: -3")], Duplicates = 2,
            Currencies = ["EUR"], Notes = ["channel not identified"],
        },
        Table = new PerformanceTableBuilder(["campaign"], ["cost"], hasDays: true).Build(),
    };

    private static DatasetFigures Figures(Dataset dataset)
    {
        FigureRow Row(string label, double cost, double? revenue) => new(label, 2, new Dictionary<string, double?>
        {
            ["cost"] = cost, ["revenue"] = revenue, ["roas"] = cost == 0 ? null : revenue / cost,
        });
        return new DatasetFigures
        {
            Dataset = dataset, Currency = "EUR", Totals = Row("all", 200, 276.2645),
            Tables = [new FigureTable("campaign", [Row(EvilName, 150, 225), Row("plain", 50, 51.2645), Row("idle", 0, 0)])],
            Daily = [.. Enumerable.Range(0, 3).Select(index => (new DateOnly(2026, 1, 1).AddDays(index), Row("", 60 + index, 90 - index)))],
        };
    }

    private static Proposal Proposal(string id, string target, decimal from, decimal to, Evidence evidence) => new()
    {
        Id = id, Target = new ProposalTarget("sample", "campaign", target), Change = "budget", From = new Money(from, "EUR"), To = new Money(to, "EUR"),
        ExpectedEffect = new ExpectedEffect("revenue", 10, 25.5, 41), Evidence = [evidence], Reason = "It returns more at the margin.",
    };
}
