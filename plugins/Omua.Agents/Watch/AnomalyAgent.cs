using Omua.Agents.Channels;
using Omua.Agents.Figures;
using Omua.Agents.Tasks;

namespace Omua.Agents.Watch;

/// <summary>Watches what no channel's specialist watches: a whole account day by day, the purchases and events of a shop or app, and conversions that fall silent while clicks go on.</summary>
internal sealed class AnomalyAgent : AgentPlugin<AnomalyAgentOptions>
{
    private const string Account = "account";
    private const string Activity = "activity";
    private const string Silence = "silence";

    public override string Name => "anomaly";

    public override string Version => "0.1.0";

    public override string Description => "Finds days on which a whole account, purchases or events left what was to be expected, and tracking that fell silent.";

    public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) =>
        Task.FromResult(KindsOfTasks.Marked(Plan(context, cancellationToken)));

    public override IReadOnlyList<TaskKind> DescribeTasks(ContextData context) => KindsOfTasks.Of(Plan(context, CancellationToken.None));

    public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var parameters = new TaskParameters(task);
        var options = new ChannelOptions { AnomalyThreshold = Options.Threshold, MaxFindings = Options.MaxFindings };
        return Task.FromResult(DataFault.Rejects(() => parameters.Text("analysis") switch
        {
            Account => AnomalyReview.Of(task, Name, parameters.Dataset(context), options, []),
            Activity => AnomalyReview.Of(task, Name, ActivityDays.Of(parameters.Dataset<Dataset>(context, IsActivity)), options, ["activity"]),
            Silence => SilenceReview.Of(task, Name, parameters.Dataset(context)),
            var other => throw new TaskRejectedException($"{Name} has no analysis '{other}'; use {Account}, {Activity} or {Silence}."),
        }));
    }

    private IReadOnlyList<TaskSpec> Plan(ContextData context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var tasks = new List<TaskSpec>();
        foreach (var dataset in context.Datasets.OfType<PerformanceDataset>().Where(dataset => dataset is { SameSpendAs: null, Table.HasDays: true, Window.Days: >= 21 } && dataset.Table.HasMeasure(MeasureNames.Cost)))
        {
            // One campaign alone is the account once more, and its channel's specialist watches it.
            if (!dataset.Table.HasDimension(DimensionNames.Campaign) || dataset.Table.Values(DimensionNames.Campaign).Count > 1)
            {
                tasks.Add(New(Account, dataset, "The account day by day", $"Looks at all rows of {dataset.Name} together: median of the days around, weekday's rhythm, Anscombe's scale."));
            }

            if (dataset.Table.HasMeasure(MeasureNames.Clicks) && dataset.Table.HasMeasure(MeasureNames.Conversions))
            {
                tasks.Add(New(Silence, dataset, "Conversions that fell silent", $"Looks in {dataset.Name} for campaigns whose conversions stopped while clicks went on: chance of none by Poisson's law."));
            }
        }

        tasks.AddRange(context.Datasets.Where(IsActivity).Select(dataset => New(Activity, dataset, "Purchases and events day by day", $"Counts what happened each day in {dataset.Name} and looks for days that stand out.")));
        return tasks;
    }

    private static bool IsActivity(Dataset dataset) => dataset is TransactionDataset { Transactions.Count: > 0, Window.Days: >= 21 } or EventDataset { Events.Count: > 0, Window.Days: >= 21 };

    private TaskSpec New(string analysis, Dataset dataset, string name, string description) => new()
    {
        Id = $"{Name}.{analysis}.{Slug.Of(dataset.Name)}", Name = name, AgentType = Name, Description = description, Parameters = new JsonObject { ["analysis"] = analysis, ["dataset"] = dataset.Name },
    };
}
