using Omua.Agents.Figures;
using Omua.Agents.Tasks;

namespace Omua.Agents.LifetimeValue;

/// <summary>Foretells what customers will buy, says how well that could be told before, and ranks acquired cohorts or channels by value.</summary>
internal sealed class LtvAgent : AgentPlugin
{
    public override string Name => "ltv";

    public override string Version => "0.1.0";

    public override string Description => "Lifetime value of acquired cohorts and channels from purchases, with the forecast held against days that it had not seen.";

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
        if (task.Kind == RetentionReview.Kind || parameters.OptionalText("analysis") == RetentionReview.Kind)
        {
            return Task.FromResult(DataFault.Rejects(() => RetentionReview.Of(task, parameters.Dataset<Dataset>(context, RetentionReview.Fits))));
        }

        var dataset = parameters.Dataset<TransactionDataset>(context, HasPurchases);
        return Task.FromResult(DataFault.Rejects(() => Review(task, dataset, parameters.OptionalText("by"))));
    }

    private IReadOnlyList<TaskSpec> Plan(ContextData context) =>
    [
        .. context.Datasets.OfType<TransactionDataset>().Where(HasPurchases).Select(dataset => new TaskSpec
        {
            Id = $"{Name}.value.{Slug.Of(dataset.Name)}",
            Name = "Lifetime value",
            AgentType = Name,
            Kind = "value",
            Description = $"Fits BG/NBD and gamma-gamma to {dataset.Name}, validates them on the second half of its days, and foretells a year by {By(dataset) ?? "month of first purchase"}.",
            Parameters = By(dataset) is { } by ? new JsonObject { ["dataset"] = dataset.Name, ["by"] = by } : new JsonObject { ["dataset"] = dataset.Name },
        }),
        .. context.Datasets.Where(RetentionReview.Fits).Select(dataset => new TaskSpec
        {
            Id = $"{Name}.{RetentionReview.Kind}.{Slug.Of(dataset.Name)}",
            Name = "Who stays",
            AgentType = Name,
            Kind = RetentionReview.Kind,
            Description = $"Follows monthly cohorts of {dataset.Name} by their first activity, and how long users stay (Kaplan-Meier).",
            Parameters = new JsonObject { ["dataset"] = dataset.Name, ["analysis"] = RetentionReview.Kind },
        }),
    ];

    private static bool HasPurchases(TransactionDataset dataset) => dataset.Transactions.Customers.Count > 1;

    private static string? By(TransactionDataset dataset) => dataset.Transactions.Dimensions.Contains(DimensionNames.Channel) ? DimensionNames.Channel : null;

    private TaskResult Review(TaskSpec task, TransactionDataset dataset, string? by)
    {
        var report = Analytics.LifetimeValue.Of(dataset.Transactions, new LifetimeValueOptions { By = by });
        var json = new JsonObject { ["method"] = "ltv", ["dataset"] = dataset.Name };
        foreach (var (name, value) in LifetimeValueJson.Of(report).ToList())
        {
            json[name] = value?.DeepClone();
        }

        json["notes"] = FigureJson.Texts(report.Notes);
        return TaskResult.Completed(task, json) with { Findings = [Forecast(dataset, report), .. Best(dataset, report)] };
    }

    private Finding Forecast(TransactionDataset dataset, LifetimeValueReport report)
    {
        var holdout = report.Holdout;
        var off = holdout.Actual > 0 ? holdout.Predicted / holdout.Actual - 1 : (double?)null;
        return new Finding
        {
            Id = $"{Name}.holdout.{Slug.Of(dataset.Name)}",
            Title = $"On days that it had not seen, {report.Model.Name} foretold {Wording.Figure(holdout.Predicted)} purchases of {Wording.Name(dataset.Name)} where {Wording.Figure(holdout.Actual)} came{(off is { } share ? $" ({(share < 0 ? "" : "+")}{Wording.Share(share)})" : "")}.",
            Severity = off is { } distance && Math.Abs(distance) > 0.25 ? FindingSeverity.Warning : FindingSeverity.Info,
            Agent = Name,
            Evidence =
            [
                New(dataset, "predicted_purchases", holdout.Predicted, "count", $"sum of E[purchases | x, t_x, T] of {holdout.Customers} customers over the holdout, {report.Model.Name}", null),
                New(dataset, "actual_purchases", holdout.Actual, "count", "count(days with a purchase in the holdout) of the same customers", null),
            ],
            Advice = off is { } miss && Math.Abs(miss) > 0.25 ? "Do not plan acquisition by this forecast: behaviour changed, or the model does not fit these customers." : null,
        };
    }

    private IEnumerable<Finding> Best(TransactionDataset dataset, LifetimeValueReport report)
    {
        // A cohort of a handful of customers says nothing about the next hundred.
        var known = report.Cohorts.Where(cohort => cohort is { LifetimeValue: not null, Customers: >= 30 }).OrderByDescending(cohort => cohort.LifetimeValue).ToList();
        if (known.Count == 0)
        {
            yield break;
        }

        var currency = dataset.Quality.Currencies is [var only] ? only : null;
        yield return new Finding
        {
            Id = $"{Name}.cohorts.{Slug.Of(dataset.Name)}",
            Title = known.Count == 1
                ? $"A customer of {Wording.Name(known[0].Key.Values.First())} is worth {Wording.Amount(known[0].LifetimeValue, currency)}: paid so far and expected within {report.HorizonWeeks:0} weeks."
                : $"By {Wording.Words(known[0].Key.Keys.First())}, a customer's value runs from {Wording.Name(known[0].Key.Values.First())} {Wording.Amount(known[0].LifetimeValue, currency)} (best) to {Wording.Name(known[^1].Key.Values.First())} {Wording.Amount(known[^1].LifetimeValue, currency)} (worst of {known.Count}).",
            Severity = FindingSeverity.Info,
            Agent = Name,
            Evidence = [.. known.Take(3).Concat(known.Skip(3).TakeLast(1)).Select(cohort => New(
                dataset, "ltv", cohort.LifetimeValue, $"{currency ?? Money.UnknownCurrency} per customer", $"(sum(amount) + expected purchases in {report.HorizonWeeks:0} weeks * expected amount) / customers", cohort))],
            Advice = "Compare it with what a customer of each costs: omua analyze ltv --cac.",
        };
    }

    private static Evidence New(TransactionDataset dataset, string metric, double? value, string unit, string formula, CohortValue? cohort) => new()
    {
        Metric = metric,
        Value = value,
        Unit = unit,
        Formula = formula,
        Dataset = dataset.Name,
        Rows = cohort?.Key ?? new Dictionary<string, string>(),
        RowCount = dataset.Transactions.Count,
        Window = dataset.Window,
        Interval = cohort?.LifetimeValueInterval,
        Note = cohort is null ? null : $"{cohort.Customers} customers; the interval is over customers (Student's t)",
    };
}
