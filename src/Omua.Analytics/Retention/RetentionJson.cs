using System.Text.Json.Nodes;

namespace Omua.Analytics;

/// <summary>Retention and funnels as JSON: the shapes of <c>omua analyze retention</c> and <c>omua analyze funnel</c>.</summary>
public static class RetentionJson
{
    /// <summary>Cohorts and lifetimes: <c>totals</c>, <c>by</c>, <c>survival</c>.</summary>
    public static JsonObject Of(IReadOnlyList<RetentionCohort> cohorts, IReadOnlyList<(string Segment, SurvivalCurve Curve)> lifetimes, ActivityLog log) => new()
    {
        ["totals"] = new JsonObject { ["users"] = log.Count, ["from"] = $"{DateOnly.FromDayNumber(log.FirstDay):yyyy-MM-dd}", ["to"] = $"{DateOnly.FromDayNumber(log.LastDay):yyyy-MM-dd}" },
        ["by"] = FigureNode.List(cohorts, cohort => new JsonObject
        {
            ["key"] = Key("cohort", cohort.Start, log.SegmentName, cohort.Segment),
            ["users"] = cohort.Users,
            ["periods"] = FigureNode.List(cohort.Retained.Zip(cohort.Active, (share, active) => (share, active)).Select((one, period) => (one.share, one.active, period)), one => new JsonObject
            {
                ["period"] = one.period,
                ["active"] = FigureNode.Number(one.active),
                ["retention"] = FigureNode.Number(one.share.Value),
                ["interval"] = FigureNode.Interval(one.share.Interval),
            }),
        }),
        ["survival"] = FigureNode.List(lifetimes, one => new JsonObject
        {
            ["key"] = log.SegmentName is null ? new JsonObject() : new JsonObject { [log.SegmentName] = one.Segment },
            ["users"] = one.Curve.Subjects,
            ["churned"] = one.Curve.Ended,
            ["median_days"] = FigureNode.Number(one.Curve.Median),
            ["points"] = FigureNode.List(one.Curve.Points, point => new JsonObject
            {
                ["day"] = FigureNode.Number(point.Time),
                ["at_risk"] = point.AtRisk,
                ["left"] = point.Left,
                ["survival"] = FigureNode.Number(point.Survival),
                ["interval"] = FigureNode.Interval(point.Interval),
            }),
        }),
    };

    /// <summary>Funnels: <c>totals</c> and <c>by</c>.</summary>
    public static JsonObject Of(IReadOnlyList<Funnel> funnels, string? segment) => new()
    {
        ["totals"] = new JsonObject { ["users"] = FigureNode.Number(funnels.Sum(funnel => funnel.Steps[0].Users)), ["completed"] = FigureNode.Number(funnels.Sum(funnel => funnel.Steps[^1].Users)) },
        ["by"] = FigureNode.List(funnels, funnel => new JsonObject
        {
            ["key"] = segment is null ? new JsonObject() : new JsonObject { [segment] = funnel.Segment },
            ["steps"] = FigureNode.List(funnel.Steps, step => new JsonObject
            {
                ["step"] = step.Name,
                ["users"] = FigureNode.Number(step.Users),
                ["of_first"] = FigureNode.Number(step.OfFirst.Value),
                ["of_first_interval"] = FigureNode.Interval(step.OfFirst.Interval),
                ["of_before"] = FigureNode.Number(step.OfBefore?.Value),
                ["of_before_interval"] = FigureNode.Interval(step.OfBefore?.Interval),
            }),
        }),
    };

    private static JsonObject Key(string name, string value, string? segmentName, string segment)
    {
        var key = new JsonObject { [name] = value };
        if (segmentName is not null)
        {
            key[segmentName] = segment;
        }

        return key;
    }
}
