using System.Text.Json.Nodes;

namespace Omua.Analytics;

/// <summary>A change as JSON: the shape of <c>omua analyze change</c>.</summary>
public static class ChangeJson
{
    /// <summary><c>before</c>, <c>after</c> (days), <c>totals</c> with one object for each metric, and <c>by</c> with one for each group.</summary>
    public static JsonObject Of(ChangeReport report)
    {
        var groups = report.Metrics.SelectMany(metric => metric.Segments.Select(segment => (Id: string.Join('\u001f', segment.Key.Values), metric.Metric, Segment: segment))).GroupBy(each => each.Id, StringComparer.Ordinal);
        return new JsonObject
        {
            ["before"] = FigureNode.Days(report.Query.Before),
            ["after"] = FigureNode.Days(report.Query.After),
            ["by_dimensions"] = FigureNode.Texts(report.Query.By),
            ["currency"] = report.Currency,
            ["rows"] = report.RowCount,
            ["totals"] = new JsonObject(report.Metrics.Select(metric => KeyValuePair.Create(metric.Metric, (JsonNode?)Total(metric)))),
            ["by"] = FigureNode.List(groups, group =>
            {
                var json = new JsonObject { ["key"] = FigureNode.Key(group.First().Segment.Key), ["rows"] = group.First().Segment.RowCount };
                foreach (var (_, metric, segment) in group)
                {
                    json[metric] = Of(segment);
                }

                return json;
            }),
        };
    }

    private static JsonObject Total(MetricChange metric)
    {
        var json = new JsonObject
        {
            ["formula"] = metric.Formula,
            ["before"] = FigureNode.Number(metric.Before),
            ["after"] = FigureNode.Number(metric.After),
            ["change"] = FigureNode.Number(metric.Change.Value),
            ["change_interval"] = FigureNode.Interval(metric.Change.Interval),
        };
        foreach (var (name, effect) in metric.Effects)
        {
            json[name] = FigureNode.Number(effect.Value);
            json[$"{name}_interval"] = FigureNode.Interval(effect.Interval);
        }

        return json;
    }

    private static JsonObject Of(ChangeSegment segment) => new()
    {
        ["before"] = FigureNode.Number(segment.Before),
        ["after"] = FigureNode.Number(segment.After),
        ["share_before"] = FigureNode.Number(segment.ShareBefore),
        ["share_after"] = FigureNode.Number(segment.ShareAfter),
        ["contribution"] = FigureNode.Number(segment.Contribution.Value),
        ["contribution_interval"] = FigureNode.Interval(segment.Contribution.Interval),
        ["volume"] = FigureNode.Number(segment.Effects.Volume),
        ["mix"] = FigureNode.Number(segment.Effects.Mix),
        ["rate"] = FigureNode.Number(segment.Effects.Rate),
        ["unpaired"] = FigureNode.Number(segment.Effects.Unpaired),
    };
}
