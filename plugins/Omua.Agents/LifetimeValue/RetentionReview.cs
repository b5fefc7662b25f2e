using System.Globalization;
using Omua.Agents.Figures;

namespace Omua.Agents.LifetimeValue;

/// <summary>Cohorts by first purchase or event: who comes back, and how long people stay.</summary>
internal static class RetentionReview
{
    public const string Kind = "retention";

    private const int ChurnDays = 30;
    private const int FewestDays = 56;

    public static bool Fits(Dataset dataset) => dataset is TransactionDataset { Transactions.Customers.Count: >= 20, Window.Days: >= FewestDays } or EventDataset { Events.Users.Count: >= 20, Window.Days: >= FewestDays };

    public static TaskResult Of(TaskSpec task, Dataset dataset)
    {
        var log = dataset is EventDataset events ? ActivityLog.Of(events.Events) : ActivityLog.Of(((TransactionDataset)dataset).Transactions);
        var (cohorts, lifetimes) = (Retention.Cohorts(log, TimeGrain.Month), Retention.Lifetimes(log, ChurnDays));
        var json = new JsonObject { ["method"] = "retention", ["dataset"] = dataset.Name };
        foreach (var (name, value) in RetentionJson.Of(cohorts, lifetimes, log).ToList())
        {
            json[name] = value?.DeepClone();
        }

        json["notes"] = FigureJson.Texts(
        [
            "Retention is the share of a cohort that was active in a later month; a month that had not ended with the data is left out.",
            string.Create(CultureInfo.InvariantCulture, $"Survival takes a user as gone who was silent for the last {ChurnDays} days of the data; intervals by Greenwood on the log-minus-log scale."),
        ]);
        return TaskResult.Completed(task, json) with { Findings = [.. Back(task, dataset, cohorts)] };
    }

    private static IEnumerable<Finding> Back(TaskSpec task, Dataset dataset, IReadOnlyList<RetentionCohort> cohorts)
    {
        var whole = cohorts.Where(cohort => cohort.Retained.Count > 1 && cohort.Retained[1].Value is not null).ToList();
        var users = whole.Sum(cohort => (double)cohort.Users);
        if (!(users > 0))
        {
            yield break;
        }

        var share = Proportions.Wilson(whole.Sum(cohort => (double)cohort.Active[1]), users);
        yield return new Finding
        {
            Id = $"{task.AgentType}.retention.{Slug.Of(dataset.Name)}",
            Title = $"{Wording.Share(share.Value ?? 0)} of the users of {Wording.Name(dataset.Name)} were active again in the month after their first.",
            Severity = FindingSeverity.Info,
            Agent = task.AgentType,
            Interval = share.Interval,
            Evidence =
            [
                new Evidence
                {
                    Metric = "month_1_retention", Value = share.Value, Unit = "ratio", Formula = "users active in the month after their first / users, over all cohorts whose next month has ended", Dataset = dataset.Name,
                    RowCount = dataset.Quality.RowsRead, Window = dataset.Window, Interval = share.Interval, Note = share.Method,
                },
            ],
        };
    }
}
