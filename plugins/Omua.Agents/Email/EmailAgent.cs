using Omua.Agents.Channels;
using Omua.Agents.Figures;
using Omua.Agents.Tasks;

namespace Omua.Agents.Email;

/// <summary>The specialist for e-mail: campaigns with a spend as any channel's, and the way from sent to bought where the events of recipients are there.</summary>
internal sealed class EmailAgent : ChannelAgent
{
    private const string Journey = "journey";

    public override string Name => "email";

    public override string Version => "0.1.0";

    public override string Description => "Follows e-mails from sent to opened, clicked and bought, and ranks e-mail campaigns that have a spend.";

    protected override string Channel => "email";

    protected override IEnumerable<TaskSpec> PlanFurther(ContextData context) =>
        context.Datasets.OfType<EventDataset>().Where(dataset => EmailSteps.In(dataset.Events).Count >= 2).Select(dataset => new TaskSpec
        {
            Id = $"{Name}.{Journey}.{Slug.Of(dataset.Name)}",
            Name = "From sent to bought",
            AgentType = Name,
            Description = $"Counts recipients of {dataset.Name} through {string.Join(", ", EmailSteps.In(dataset.Events))} within {EmailJourney.WindowDays} days of the mail.",
            Parameters = new JsonObject { ["analysis"] = Journey, ["dataset"] = dataset.Name },
        });

    protected override TaskResult? ExecuteFurther(TaskSpec task, ContextData context)
    {
        var parameters = new TaskParameters(task);
        return parameters.Text("analysis") != Journey ? null
            : DataFault.Rejects(() => EmailJourney.Of(task, Name, parameters.Dataset<EventDataset>(context, dataset => EmailSteps.In(dataset.Events).Count >= 2)));
    }
}
