using Omua.Agents.Figures;
using Omua.Agents.Tasks;

namespace Omua.Agents.Experiments;

/// <summary>Reads experiments from their units: first whether the arms were filled as they should, then what differs.</summary>
internal sealed class ExperimentAgent : AgentPlugin
{
    public override string Name => "experiment";

    public override string Version => "0.1.0";

    public override string Description => "Reads A/B tests: sample ratio, differences with intervals, chance to win, and a verdict that says when the data cannot tell.";

    public override IReadOnlyList<TaskKind> DescribeTasks(ContextData context) => KindsOfTasks.Of(Plan(context));

    public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Plan(context));
    }

    public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var parameters = new TaskParameters(task);
        if (task.Kind == GeoReview.Kind || task.Parameters.ContainsKey("treated"))
        {
            return Task.FromResult(DataFault.Rejects(() => GeoReview.Of(task, parameters, parameters.Dataset<PerformanceDataset>(context, GeoReview.Fits))));
        }

        var dataset = parameters.Dataset<ExperimentDataset>(context, IsExperiment);
        return Task.FromResult(DataFault.Rejects(() => new ExperimentReadout(task, dataset, parameters.OptionalText("control")).Result()));
    }

    private IReadOnlyList<TaskSpec> Plan(ContextData context) =>
    [
        .. context.Datasets.OfType<ExperimentDataset>().Where(IsExperiment).Select(dataset => new TaskSpec
        {
            Id = $"{Name}.readout.{Slug.Of(dataset.Name)}",
            Name = "Read the experiment",
            AgentType = Name,
            Kind = "readout",
            Description = $"Checks the sample ratio of {dataset.Name} and compares its {dataset.Units.Arms.Count} arms on {string.Join(", ", dataset.Units.Metrics)}.",
            Parameters = new JsonObject { ["dataset"] = dataset.Name },
        }),
    ];

    private static bool IsExperiment(ExperimentDataset dataset) => dataset.Units.Arms.Count > 1 && dataset.Units.Metrics.Count > 0;
}
