using Omua.Analytics;
using Omua.Llm.Narrating;

namespace Omua.Cli.Runs;

/// <summary>A run that has ended or was created, with all that its document and its report say.</summary>
internal sealed record RunRecord
{
    public required string Id { get; init; }

    /// <summary>On the wire: <c>completed</c>, <c>failed</c>, <c>cancelled</c>, <c>created</c>, <c>waiting</c>.</summary>
    public required string Status { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset CompletedAt { get; init; }

    public required bool IsDryRun { get; init; }

    public required string PlanSource { get; init; }

    public required string PlanHash { get; init; }

    public required IReadOnlyList<RunTask> Tasks { get; init; }

    public required IReadOnlyDictionary<string, TaskResult> Results { get; init; }

    public required IReadOnlyList<Dataset> Datasets { get; init; }

    public required IReadOnlyList<DatasetFigures> Figures { get; init; }

    /// <summary>What went wrong beside the tasks: files that could not be read, plugins that could not be loaded.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    public IReadOnlyList<TruthComparison> Truth { get; init; } = [];

    public string Goal { get; init; } = "";

    public Money? Budget { get; init; }

    /// <summary>The summary in prose; null where no model wrote one.</summary>
    public Narrative? Narrative { get; init; }

    /// <summary>What language models took; null where none was called.</summary>
    public LlmSpend? Llm { get; init; }

    public required int Seed { get; init; }

    /// <summary>The command that gives the same figures again.</summary>
    public required string Command { get; init; }

    public required string Version { get; init; }

    public bool IsCreated => Status == "created";

    public bool IsSimulated => Datasets.Any(dataset => dataset.IsSimulated);

    /// <summary>Whether the days of a dataset have a year; one that stands in is not shown.</summary>
    public bool HasYear(string dataset) => !Datasets.OfType<PerformanceDataset>().Any(one => one.Name == dataset && one.IsYearAssumed);

    public IEnumerable<TaskResult> ResultsInOrder => Tasks.Select(task => Results.GetValueOrDefault(task.Spec.Id)).OfType<TaskResult>();

    /// <summary>The weightiest first, otherwise in the order of the plan.</summary>
    public IReadOnlyList<Finding> Findings =>
        [.. ResultsInOrder.SelectMany(result => result.Findings).DistinctBy(finding => finding.Id).OrderByDescending(finding => finding.Severity)];

    public IReadOnlyList<Proposal> Proposals => [.. ResultsInOrder.SelectMany(result => result.Proposals)];
}
