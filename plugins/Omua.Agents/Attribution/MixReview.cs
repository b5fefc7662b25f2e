using Omua.Agents.Figures;
using Omua.Agents.Tasks;

namespace Omua.Agents.Attribution;

/// <summary>What each channel adds over the weeks by a mix model, where a year of them is there, with an honest word on channels that the data cannot tell apart.</summary>
internal static class MixReview
{
    public const string Kind = "mix";

    private const int FewestDays = 52 * 7;
    private const int MostChannels = 12;

    /// <summary>The dimension whose groups are the channels of the model; null where the data bears none.</summary>
    public static string? DimensionOf(PerformanceDataset dataset) =>
        dataset is { SameSpendAs: null, IsYearAssumed: false, Table.HasDays: true, Window.Days: >= FewestDays } && dataset.Table.HasMeasure(MeasureNames.Cost) && Outcome(dataset) is not null
            ? Array.Find([DimensionNames.Channel, DimensionNames.Campaign], name => dataset.Table.HasDimension(name) && dataset.Table.Values(name).Count is > 1 and <= MostChannels)
            : null;

    public static TaskResult Of(TaskSpec task, PerformanceDataset dataset, string dimension, int seed)
    {
        var outcome = Outcome(dataset) ?? throw new TaskRejectedException($"'{dataset.Name}' carries neither revenue nor conversions.");
        var options = new MixOptions { Seed = seed };
        // Money of two currencies is never added: the one that most rows are in is taken.
        var currency = dataset.Table.HasDimension(DimensionNames.Currency) ? Kpi.RollUp(dataset, new KpiQuery { By = [DimensionNames.Currency] }).By.MaxBy(row => row.Figures.RowCount)?.Key[DimensionNames.Currency] : null;
        var input = WeeklyMix.Of(dataset.Table, [dimension], outcome, currency);
        var model = MixModel.Fit(input, options);
        var json = new JsonObject { ["method"] = "mmm", ["dataset"] = dataset.Name, ["dimension"] = dimension, ["currency"] = currency };
        foreach (var (name, value) in MixJson.Of(input, model, options).ToList())
        {
            json[name] = value?.DeepClone();
        }

        json["notes"] = FigureJson.Texts(model.Notes);
        return TaskResult.Completed(task, json) with { Findings = [.. Findings(task, dataset, dimension, outcome, currency, model)] };
    }

    private static string? Outcome(PerformanceDataset dataset) => Array.Find([MeasureNames.Revenue, MeasureNames.Conversions], dataset.Table.HasMeasure);

    private static IEnumerable<Finding> Findings(TaskSpec task, PerformanceDataset dataset, string dimension, string outcome, string? currency, MixModel model)
    {
        Evidence New(MixChannel channel, string metric, double? value, Interval? interval, string formula) => new()
        {
            Metric = metric,
            Value = value is { } number && double.IsFinite(number) ? number : null,
            Unit = outcome == MeasureNames.Revenue ? "ratio" : $"conversions per {currency ?? Money.UnknownCurrency}",
            Formula = formula,
            Dataset = dataset.Name,
            Rows = new Dictionary<string, string> { [dimension] = channel.Name },
            RowCount = dataset.Table.RowCount,
            Window = dataset.Window,
            Interval = interval,
            Note = channel.OwnVariation < 0.2 ? "its spend moved with what else is in the model, so this is confounded; a lift test would tell" : null,
        };

        var ranked = model.Channels.Where(channel => double.IsFinite(channel.MarginalRoas)).OrderByDescending(channel => channel.MarginalRoas).ToList();
        if (ranked.Count == 0)
        {
            yield break;
        }

        yield return new Finding
        {
            Id = $"{task.AgentType}.mix.{Slug.Of(dataset.Name)}",
            Title = $"Over the weeks of {Wording.Name(dataset.Name)} the next unit of spend brings most in {Wording.Name(ranked[0].Name)} ({Wording.Figure(ranked[0].MarginalRoas)}) and least in {Wording.Name(ranked[^1].Name)} ({Wording.Figure(ranked[^1].MarginalRoas)}), by a mix model.",
            Severity = FindingSeverity.Info,
            Agent = task.AgentType,
            Interval = ranked[0].MarginalRoasInterval,
            Evidence = [.. ranked.Select(channel => New(channel, "marginal_roas", channel.MarginalRoas, channel.MarginalRoasInterval, "derivative of coefficient * saturation(carry-over(spend)) at the spend of the weeks"))],
            Advice = "A model of sums over weeks is weaker than a test: run a lift test on the channel that the plan would move most, and give it to the model (omua analyze mmm --lift-tests).",
        };
    }
}
