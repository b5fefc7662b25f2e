using Omua.Agents.Figures;

namespace Omua.Agents.Strategy;

/// <summary>The way through an app or shop: the events that users do one after the other, and the step at which most are lost.</summary>
internal static class FunnelReview
{
    public const string Analysis = "funnel";

    private const int WindowDays = 7;
    private const int MostSteps = 6;

    /// <summary>Fewest of all users that a step is done by.</summary>
    private const double FewestShare = 0.01;

    /// <summary>Events by how many users do them, as long as each is first done later than the one before; fewer than two where the events make no way.</summary>
    public static IReadOnlyList<string> StepsOf(EventTable events)
    {
        var first = new Dictionary<(int User, int Name), long>();
        var began = new Dictionary<int, long>();
        for (var row = 0; row < events.Count; row++)
        {
            var (user, name, time) = (events.UserOf[row], events.NameOf[row], events.Times[row]);
            first[(user, name)] = Math.Min(first.GetValueOrDefault((user, name), long.MaxValue), time);
            began[user] = Math.Min(began.GetValueOrDefault(user, long.MaxValue), time);
        }

        var steps = new List<(string Name, int Users, double Late)>();
        foreach (var step in first.GroupBy(each => each.Key.Name)
            .Select(group => (Name: events.Names[group.Key], Users: group.Count(), Late: Median([.. group.Select(each => (double)(each.Value - began[each.Key.User]))])))
            .Where(step => step.Users >= FewestShare * began.Count && step.Users > 1).OrderByDescending(step => step.Users).ThenBy(step => step.Late))
        {
            if (steps.Count < MostSteps && (steps.Count == 0 || (step.Users < steps[^1].Users && step.Late > steps[^1].Late)))
            {
                steps.Add(step);
            }
        }

        return [.. steps.Select(step => step.Name)];
    }

    public static TaskResult Of(TaskSpec task, string agent, EventDataset dataset, IReadOnlyList<string> steps)
    {
        var funnels = Funnel.Of(dataset.Events, steps, TimeSpan.FromDays(WindowDays), null);
        if (funnels is not [var funnel])
        {
            throw new TaskRejectedException($"nobody in '{dataset.Name}' did '{steps[0]}'.");
        }

        var json = new JsonObject { ["method"] = "funnel", ["dataset"] = dataset.Name };
        foreach (var (name, value) in RetentionJson.Of(funnels, null).ToList())
        {
            json[name] = value?.DeepClone();
        }

        json["notes"] = FigureJson.Texts([$"The steps are the events from the one that most users do to rarer and later ones, all within {WindowDays} days of the first; name your own with omua analyze funnel --steps."]);
        var worst = funnel.Steps.Skip(1).MinBy(step => step.OfBefore?.Value ?? 1)!;
        return TaskResult.Completed(task, json) with
        {
            Findings =
            [
                new Finding
                {
                    Id = $"{agent}.funnel.{Slug.Of(dataset.Name)}",
                    Title = $"In {Wording.Name(dataset.Name)} most are lost before '{worst.Name}': {Wording.Share(worst.OfBefore?.Value ?? 0)} of the step before come to it; {Wording.Share(funnel.Steps[^1].OfFirst.Value ?? 0)} of all come to '{funnel.Steps[^1].Name}'.",
                    Severity = FindingSeverity.Info,
                    Agent = agent,
                    Interval = worst.OfBefore?.Interval,
                    Evidence = [.. funnel.Steps.Skip(1).Select(step => new Evidence
                    {
                        Metric = $"{step.Name}_of_step_before", Value = step.OfBefore?.Value, Unit = "ratio", Formula = $"users who did it after the step before, within {WindowDays} days of '{steps[0]}' / users of the step before",
                        Dataset = dataset.Name, RowCount = dataset.Events.Count, Window = dataset.Window, Interval = step.OfBefore?.Interval, Note = step.OfBefore?.Value is null ? "nobody came to the step before" : step.OfBefore.Method,
                    })],
                },
            ],
        };
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
