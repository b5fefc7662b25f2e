using Omua.Agents.Channels;
using Omua.Agents.Figures;
using Omua.Agents.Tasks;

namespace Omua.Agents.Strategy;

/// <summary>The strategist: checks what there is to work with, rolls it up, and sums up what was found.</summary>
internal sealed class UserAcquisitionAgent : AgentPlugin<UserAcquisitionOptions>
{
    private const string DataReviewId = "user_acquisition.data_review";
    private const string OverviewId = "user_acquisition.overview";
    private static readonly string[] Attended = ["paid_search", "paid_social", "display", "email"];

    private const string SummaryId = "user_acquisition.summary";

    public override string Name => "user_acquisition";

    public override string Version => "0.1.0";

    public override string Description => "Reviews the data, rolls up the key figures by campaign and channel, and sums up what was found.";

    public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) =>
        Task.FromResult(KindsOfTasks.Marked(Plan(context, cancellationToken)));

    public override IReadOnlyList<TaskKind> DescribeTasks(ContextData context) => KindsOfTasks.Of(Plan(context, CancellationToken.None));

    public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var parameters = new TaskParameters(task);
        return Task.FromResult(DataFault.Rejects(() => parameters.Text("analysis") switch
        {
            "data_review" => DataReview.Of(task, Name, DatasetsToReview(parameters, task, context), Options),
            "overview" => Overview.Of(task, Name, parameters.Datasets(context), context.Seed),
            "summary" => Summary.Of(task, context, Options.Headlines),
            FunnelReview.Analysis => FunnelReview.Of(task, Name, parameters.Dataset<EventDataset>(context, dataset => dataset.Events.Count > 0), parameters.Texts("steps")),
            ChangeReview.Analysis => ChangeReview.Of(task, Name, parameters.Dataset(context), parameters.Dimension(parameters.Dataset(context)), context.Seed),
            _ => SegmentTasks.Execute(task, Name, context, new ChannelOptions { MaxSegments = Options.MaxSegments }),
        }));
    }

    /// <summary>Whether no specialist takes the rows: their channel is unknown, or one that none is for.</summary>
    private static bool IsUnattended(PerformanceDataset dataset) => dataset.Table.HasDimension(DimensionNames.Channel)
        ? !dataset.Table.Values(DimensionNames.Channel).Any(channel => Attended.Contains(channel))
        : dataset.Channel is not { } only || !Attended.Contains(only);

    private static List<Dataset> DatasetsToReview(TaskParameters parameters, TaskSpec task, ContextData context) =>
        [.. parameters.Texts("datasets").Select(name => context.Datasets.FirstOrDefault(dataset => dataset.Name == name)
            ?? throw new TaskRejectedException(
                $"task '{task.Id}' asks for the dataset '{name}', which is not in this run; it has: {string.Join(", ", context.Datasets.Select(dataset => dataset.Name))}."))];

    private static TaskSpec New(string id, string name, string description, IEnumerable<Dataset> datasets, IEnumerable<string> dependencies)
    {
        var parameters = new JsonObject { ["analysis"] = id["user_acquisition.".Length..] };
        if (FigureJson.Texts(datasets.Select(dataset => dataset.Name)) is { Count: > 0 } names)
        {
            parameters["datasets"] = names;
        }

        return new TaskSpec { Id = id, Name = name, AgentType = "user_acquisition", Description = description, Parameters = parameters, Dependencies = [.. dependencies] };
    }

    private IReadOnlyList<TaskSpec> Plan(ContextData context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (context.Datasets.Count == 0)
        {
            return [];
        }

        var tasks = new List<TaskSpec> { New(DataReviewId, "Review the data", "Says what was read, refused, repeated and missing.", context.Datasets, []) };
        var performance = context.Datasets.OfType<PerformanceDataset>().Where(dataset => dataset.Table.RowCount > 0).ToList();
        if (performance.Count > 0)
        {
            tasks.Add(New(OverviewId, "Key figures", "Rolls up the key figures: totals, by campaign and by channel.", performance, [DataReviewId]));
        }

        foreach (var dataset in performance.Where(dataset => dataset.SameSpendAs is null && IsUnattended(dataset)))
        {
            tasks.AddRange(SegmentPlan.For(Name, dataset, null, Options.MaxSegments));
        }

        foreach (var dataset in performance.Where(dataset => dataset.SameSpendAs is null))
        {
            if (ChangeReview.DimensionOf(dataset) is { } dimension)
            {
                tasks.Add(new TaskSpec
                {
                    Id = $"{Name}.{ChangeReview.Analysis}.{Slug.Of(dataset.Name)}", Name = "What changed and why", AgentType = Name, Dependencies = [DataReviewId],
                    Description = $"Splits the change of the last weeks of {dataset.Name} into shares that moved and {Wording.Words(dimension)}s that did better or worse.",
                    Parameters = new JsonObject { ["analysis"] = ChangeReview.Analysis, ["dataset"] = dataset.Name, ["dimension"] = dimension },
                });
            }
        }

        foreach (var dataset in context.Datasets.OfType<EventDataset>())
        {
            if (FunnelReview.StepsOf(dataset.Events) is { Count: > 1 } steps)
            {
                tasks.Add(new TaskSpec
                {
                    Id = $"{Name}.{FunnelReview.Analysis}.{Slug.Of(dataset.Name)}", Name = "Where people are lost", AgentType = Name, Dependencies = [DataReviewId],
                    Description = $"Counts users of {dataset.Name} through {string.Join(", ", steps)}.",
                    Parameters = new JsonObject { ["analysis"] = FunnelReview.Analysis, ["dataset"] = dataset.Name, ["steps"] = FigureJson.Texts(steps) },
                });
            }
        }

        tasks.Add(New(SummaryId, "Summary", "Sums up what the strategist's own tasks found.", [], tasks.Select(task => task.Id)));
        return tasks;
    }
}
