using Omua.Agents.Figures;
using Omua.Agents.Tasks;

namespace Omua.Agents.Attribution;

/// <summary>Shares conversions out to channels by every model, where journeys are there, and says where the models part.</summary>
internal sealed class AttributionAgent : AgentPlugin<AttributionAgentOptions>
{
    public override string Name => "attribution";

    public override string Version => "0.1.0";

    public override string Description => "Shares the conversions of journeys out to channels by seven models, side by side, and says where they part.";

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
        if (task.Kind == MixReview.Kind || parameters.OptionalText("dimension") is not null)
        {
            var weeks = parameters.Dataset(context);
            return Task.FromResult(DataFault.Rejects(() => MixReview.Of(task, weeks, parameters.Dimension(weeks), context.Seed)));
        }

        var dataset = parameters.Dataset<Dataset>(context, HasJourneys);
        return Task.FromResult(DataFault.Rejects(() => new CreditReview(task, dataset, Options, context.Seed).Result()));
    }

    private IReadOnlyList<TaskSpec> Plan(ContextData context) =>
    [
        .. context.Datasets.Where(HasJourneys).Select(dataset => new TaskSpec
        {
            Id = $"{Name}.credits.{Slug.Of(dataset.Name)}",
            Name = "Credit of each channel",
            AgentType = Name,
            Kind = "credits",
            Description = $"Shares the conversions of {dataset.Name} out to channels: first, last, linear, position, time decay, Markov, Shapley.",
            Parameters = new JsonObject { ["dataset"] = dataset.Name },
        }),
        .. context.Datasets.OfType<PerformanceDataset>().Where(dataset => MixReview.DimensionOf(dataset) is not null).Select(dataset => new TaskSpec
        {
            Id = $"{Name}.{MixReview.Kind}.{Slug.Of(dataset.Name)}",
            Name = "Mix model",
            AgentType = Name,
            Kind = MixReview.Kind,
            Description = $"Fits carry-over, saturation, trend and season to the weeks of {dataset.Name} by {Wording.Words(MixReview.DimensionOf(dataset)!)}, with intervals from a bootstrap of weeks.",
            Parameters = new JsonObject { ["dataset"] = dataset.Name, ["dimension"] = MixReview.DimensionOf(dataset) },
        }),
    ];

    private static bool HasJourneys(Dataset dataset) => dataset is PathDataset { Paths.Count: > 0 } or TouchpointDataset { Touchpoints.Count: > 0 };
}
