using Omua.Agents.Channels;

namespace Omua.Agents.Tasks;

/// <summary>Executes what <see cref="SegmentPlan"/> planned.</summary>
internal static class SegmentTasks
{
    public static TaskResult Execute(TaskSpec task, string agent, ContextData context, ChannelOptions options)
    {
        var parameters = new TaskParameters(task);
        var analysis = parameters.Text("analysis");
        var dataset = parameters.Dataset(context);
        return DataFault.Rejects(() => analysis switch
        {
            SegmentPlan.Ranking => SegmentRanking.Of(task, agent, dataset, parameters.Dimension(dataset)),
            SegmentPlan.WasteReview => WasteReview.Of(task, agent, dataset, parameters.Dimension(dataset), options, context.Seed),
            SegmentPlan.AnomalyReview => AnomalyReview.Of(task, agent, dataset, options),
            _ => throw new TaskRejectedException(
                $"{agent} has no analysis '{analysis}'; use {SegmentPlan.Ranking}, {SegmentPlan.WasteReview} or {SegmentPlan.AnomalyReview}."),
        });
    }
}
