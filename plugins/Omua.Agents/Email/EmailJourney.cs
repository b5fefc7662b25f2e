using System.Globalization;
using Omua.Agents.Figures;

namespace Omua.Agents.Email;

/// <summary>How far recipients come from the mail to the purchase, and how many leave the list.</summary>
internal static class EmailJourney
{
    public const int WindowDays = 7;

    public static TaskResult Of(TaskSpec task, string agent, EventDataset dataset)
    {
        var (steps, events) = (EmailSteps.In(dataset.Events), dataset.Events);
        var by = events.Dimensions.Contains(DimensionNames.Campaign) ? DimensionNames.Campaign : null;
        var whole = Funnel.Of(events, steps, TimeSpan.FromDays(WindowDays), null);
        var parts = by is null ? whole : Funnel.Of(events, steps, TimeSpan.FromDays(WindowDays), by);
        if (whole.Count == 0)
        {
            throw new TaskRejectedException($"nobody in '{dataset.Name}' was sent a mail.");
        }

        var json = new JsonObject { ["method"] = "funnel", ["dataset"] = dataset.Name };
        foreach (var (name, value) in RetentionJson.Of(parts, by).ToList())
        {
            json[name] = value?.DeepClone();
        }

        string[] notes = [string.Create(CultureInfo.InvariantCulture, $"Steps count in this order, all within {WindowDays} days of the mail. Opens are counted by pictures that mail programs may load on their own, so clicks are the firmer figure.")];
        json["notes"] = FigureJson.Texts(notes);
        return TaskResult.Completed(task, json) with { Findings = [Reached(agent, dataset, whole[0]), .. Leaving(agent, dataset, whole[0])] };
    }

    private static Finding Reached(string agent, EventDataset dataset, Funnel funnel)
    {
        var (first, last) = (funnel.Steps[0], funnel.Steps[^1]);
        var worst = funnel.Steps.Skip(1).MinBy(step => step.OfBefore?.Value ?? 1)!;
        return new Finding
        {
            Id = $"{agent}.journey.{Slug.Of(dataset.Name)}",
            Title = $"Of {Wording.Figure(first.Users)} recipients of {Wording.Name(dataset.Name)} {Wording.Share(last.OfFirst.Value ?? 0)} came to '{last.Name}'; the step at which most are lost is '{worst.Name}' ({Wording.Share(worst.OfBefore?.Value ?? 0)} of the step before).",
            Severity = FindingSeverity.Info,
            Agent = agent,
            Interval = last.OfFirst.Interval,
            Evidence = [.. funnel.Steps.Skip(1).Select(step => New(dataset, $"{step.Name}_of_{first.Name}", step.OfFirst, $"users with {first.Name} and then {step.Name} within {WindowDays} days / users with {first.Name}"))],
        };
    }

    private static IEnumerable<Finding> Leaving(string agent, EventDataset dataset, Funnel funnel)
    {
        if (EmailSteps.Leaving(dataset.Events) is not { } leaving || Funnel.Of(dataset.Events, [funnel.Steps[0].Name, leaving], TimeSpan.FromDays(30), null) is not [var left])
        {
            yield break;
        }

        var share = left.Steps[1].OfFirst;
        yield return new Finding
        {
            Id = $"{agent}.unsubscribes.{Slug.Of(dataset.Name)}",
            Title = $"{Wording.Share(share.Value ?? 0)} of the recipients of {Wording.Name(dataset.Name)} left the list within 30 days of a mail.",
            Severity = share.Interval is { Low: > 0.01 } ? FindingSeverity.Warning : FindingSeverity.Info,
            Agent = agent,
            Interval = share.Interval,
            Evidence = [New(dataset, "unsubscribe_rate", share, $"users with {funnel.Steps[0].Name} and then {leaving} within 30 days / users with {funnel.Steps[0].Name}")],
            Advice = share.Interval is { Low: > 0.01 } ? "Above one in a hundred: send less often, or to fewer." : null,
        };
    }

    private static Evidence New(EventDataset dataset, string metric, Estimate share, string formula) => new()
    {
        Metric = metric,
        Value = share.Value,
        Unit = "ratio",
        Formula = formula,
        Dataset = dataset.Name,
        RowCount = dataset.Events.Count,
        Window = dataset.Window,
        Interval = share.Interval,
        Note = share.Method,
    };
}
