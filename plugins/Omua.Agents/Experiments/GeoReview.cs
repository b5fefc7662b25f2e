using System.Globalization;
using Omua.Agents.Figures;
using Omua.Agents.Tasks;

namespace Omua.Agents.Experiments;

/// <summary>What was done in some places, held against the others. What was done, where and when, only a person knows: the task is never planned, a playbook or another planner names it.</summary>
internal static class GeoReview
{
    public const string Kind = "geo";

    public static bool Fits(PerformanceDataset dataset) => dataset.Table.HasDays && dataset.Table.RowCount > 0;

    public static TaskResult Of(TaskSpec task, TaskParameters parameters, PerformanceDataset dataset)
    {
        var (place, outcome) = (parameters.Dimension(dataset), parameters.OptionalText("outcome") ?? (dataset.Table.HasMeasure(MeasureNames.Revenue) ? MeasureNames.Revenue : MeasureNames.Conversions));
        var options = new GeoOptions
        {
            Treated = parameters.Texts("treated"),
            From = Day(task, parameters.Text("from")),
            To = parameters.OptionalText("to") is { } to ? Day(task, to) : null,
            Spend = task.Parameters["spend"] is JsonValue value && value.TryGetValue<double>(out var spend) ? spend : null,
        };
        var panel = GeoPanel.From(dataset.Table, place, outcome);
        var lift = GeoLift.Estimate(panel, options);
        var json = new JsonObject { ["method"] = "geo", ["dataset"] = dataset.Name, ["outcome"] = outcome };
        foreach (var (name, node) in GeoJson.Of(panel, lift, options).ToList())
        {
            json[name] = node?.DeepClone();
        }

        json["notes"] = FigureJson.Texts(lift.Notes);
        return TaskResult.Completed(task, json) with { Findings = [Found(task, dataset, place, outcome, options, lift)] };
    }

    private static Finding Found(TaskSpec task, PerformanceDataset dataset, string place, string outcome, GeoOptions options, GeoLift lift)
    {
        var treated = string.Join(", ", options.Treated);
        var isSeen = lift.ConformalP <= 1 - lift.Level;
        Interval? interval = lift.EffectInterval is { Low: { } low, High: { } high } ? new Interval(low, high, lift.Level) : null;
        return new Finding
        {
            Id = $"{task.AgentType}.geo.{Slug.Of(dataset.Name)}.{Slug.Of(treated)}",
            Title = isSeen
                ? $"What was done in {Wording.Name(treated)} added {Wording.Figure(lift.Effect)} {outcome}, {Wording.Share(lift.RelativeEffect)} of what was to be expected."
                : $"The data cannot tell what was done in {Wording.Name(treated)} from nothing: {Wording.Figure(lift.Effect)} {outcome} more than the other places let expect, p {lift.ConformalP.ToString("0.###", CultureInfo.InvariantCulture)}.",
            Severity = isSeen ? FindingSeverity.Opportunity : FindingSeverity.Info,
            Agent = task.AgentType,
            Interval = interval,
            Evidence =
            [
                new Evidence
                {
                    Metric = "effect", Value = lift.Effect, Unit = outcome == MeasureNames.Revenue ? dataset.Quality.Currencies is [var only] ? only : Money.UnknownCurrency : "count",
                    Formula = "sum over the days after of actual - the weighted mean of the other places (synthetic control)", Dataset = dataset.Name, Rows = new Dictionary<string, string> { [place] = treated },
                    RowCount = dataset.Table.RowCount, Window = dataset.Window, Interval = interval,
                    Note = string.Create(CultureInfo.InvariantCulture, $"p {lift.ConformalP:0.####} (conformal), {lift.PlaceboP:0.####} (placebo); error before {lift.FitError:P2}"),
                },
            ],
            Advice = isSeen ? "Give it to the mix model as a lift test, so that the budget knows it." : "Treat more places, or for longer, before money is moved by it.",
        };
    }

    private static DateTime Day(TaskSpec task, string text) => DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day : throw new TaskRejectedException($"a day of task '{task.Id}' is '{text}'; write it as yyyy-MM-dd.");
}
