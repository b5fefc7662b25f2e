using Omua.Agents.Acting;
using Omua.Agents.Tasks;

namespace Omua.Agents.Channels;

/// <summary>A specialist of one channel: plans only where the data says that its rows are of that channel.</summary>
internal abstract class ChannelAgent : AgentPlugin<ChannelOptions>
{
    /// <summary>The channel as datasets name it.</summary>
    protected abstract string Channel { get; }

    /// <summary>The platforms that it writes approved changes for; none unless overridden.</summary>
    protected virtual IReadOnlyList<PlatformFile> Platforms => [];

    public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) =>
        Task.FromResult(KindsOfTasks.Marked(Plan(context, cancellationToken)));

    public override IReadOnlyList<TaskKind> DescribeTasks(ContextData context) => KindsOfTasks.Of(Plan(context, CancellationToken.None));

    public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            task.Kind == ChangeFileTask.Kind ? ChangeFileTask.Execute(task, Platforms) : ExecuteFurther(task, context) ?? SegmentTasks.Execute(task, Name, context, Options));
    }

    /// <summary>What the specialist plans beside what all of them plan.</summary>
    protected virtual IEnumerable<TaskSpec> PlanFurther(ContextData context) => [];

    /// <summary>Executes a task of <see cref="PlanFurther"/>; null for one that all specialists have.</summary>
    protected virtual TaskResult? ExecuteFurther(TaskSpec task, ContextData context) => null;

    private IReadOnlyList<TaskSpec> Plan(ContextData context, CancellationToken cancellationToken)
    {
        var tasks = new List<TaskSpec>();
        // A dataset that names another holds the same spend at a finer grain: working on both would report the same money twice.
        foreach (var dataset in context.Datasets.OfType<PerformanceDataset>().Where(dataset => dataset.SameSpendAs is null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (dataset.Channel == Channel)
            {
                tasks.AddRange(SegmentPlan.For(Name, dataset, null, Options.MaxSegments));
            }
            else if (ChannelRows.Has(dataset, Channel))
            {
                tasks.AddRange(SegmentPlan.For(Name, ChannelRows.Of(dataset, Channel), Channel, Options.MaxSegments));
            }
        }

        tasks.AddRange(PlanFurther(context));
        return tasks;
    }
}
