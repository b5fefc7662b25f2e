using Omua.Agents.Figures;
using Omua.Agents.Tasks;

namespace Omua.Agents.Budgets;

/// <summary>Moves a budget toward what returns more at the margin, in bounded steps.</summary>
internal sealed class BudgetAgent : AgentPlugin<BudgetOptions>
{
    private const string AllocationId = "budget.allocation";

    public override string Name => "budget";

    public override string Version => "0.1.0";

    public override string Description => "Moves a budget toward the campaigns that return more at the margin, in bounded steps that sum exactly to it.";

    public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) =>
        Task.FromResult(KindsOfTasks.Marked(Plan(context, cancellationToken)));

    public override IReadOnlyList<TaskKind> DescribeTasks(ContextData context) => KindsOfTasks.Of(Plan(context, CancellationToken.None));

    public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var parameters = new TaskParameters(task);
        var (datasets, dimension) = (parameters.Datasets(context), parameters.Text("dimension"));
        var pool = SpendPool.From(datasets, dimension, context.Budget) ?? throw new TaskRejectedException(
            $"no dataset of {string.Join(", ", datasets.Select(dataset => dataset.Name))} carries spend by {dimension} with revenue or conversions in the budget's currency; nothing can be allocated.");
        return Task.FromResult(DataFault.Rejects(() => new BudgetSplit(task, context, pool, dimension, Options).Solve()));
    }

    private IReadOnlyList<TaskSpec> Plan(ContextData context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var datasets = context.Datasets.OfType<PerformanceDataset>().Where(dataset => dataset.SameSpendAs is null && dataset.Table.RowCount > 0).ToList();
        if (SpendPool.DimensionFor(datasets) is not { } dimension || SpendPool.From(datasets, dimension, context.Budget) is not { } pool)
        {
            return [];
        }

        var budget = context.Budget?.Amount ?? pool.Spend;
        var parameters = new JsonObject
        {
            ["datasets"] = FigureJson.Texts(context.Datasets.OfType<PerformanceDataset>().Where(dataset => dataset.Table.RowCount > 0).Select(dataset => dataset.Name)),
            ["dimension"] = dimension,
        };
        return
        [
            new TaskSpec
            {
                Id = AllocationId,
                Name = "Allocate the budget",
                AgentType = Name,
                Description = context.Budget is null
                    ? $"Re-distributes the spend of the window, {new Money(budget, pool.Currency)}, over each {Wording.Words(dimension)}: no budget was given."
                    : $"Distributes {new Money(budget, pool.Currency)} over each {Wording.Words(dimension)}.",
                Parameters = parameters,
            },
        ];
    }
}
