namespace Omua.Analytics;

/// <summary>Cost and conversions of each segment, and of all others, in the blocks that their dispersion is measured over.</summary>
internal sealed class SegmentBlocks
{
    private const int FewestWeeks = 8;
    private readonly (double[] Counts, double[] Costs)[] _segments;
    private readonly double[]? _counts;
    private readonly double[]? _costs;

    public SegmentBlocks(IReadOnlyList<GroupSeries> groups)
    {
        if (groups[0].Days is null)
        {
            _segments = [.. groups.Select(group => (group.Of(MeasureNames.Conversions).ToArray(), group.Of(MeasureNames.Cost).ToArray()))];
            return;
        }

        var (first, last) = (groups.Min(group => group.Days![0]), groups.Max(group => group.Days![^1]));
        var days = last - first + 1;
        // Weeks take in the rhythm of weekdays and what one day passes to the next; a short window has too few of them.
        var length = days / 7 >= FewestWeeks ? 7 : 1;
        var count = (days + length - 1) / length;
        (_counts, _costs) = (new double[count], new double[count]);
        _segments = [.. groups.Select(group => Sum(group, first, length, count))];
        foreach (var (counts, costs) in _segments)
        {
            for (var block = 0; block < count; block++)
            {
                _counts[block] += counts[block];
                _costs[block] += costs[block];
            }
        }
    }

    /// <summary>Dispersion of a segment and of all others, at least 1 each.</summary>
    public (double Own, double Others) Dispersions(int segment) => (Of(_segments[segment].Counts, _segments[segment].Costs), Rest(segment));

    private double Rest(int segment)
    {
        if (_counts is null || _costs is null)
        {
            var others = _segments.Where((_, index) => index != segment).ToList();
            return Of([.. others.SelectMany(other => other.Counts)], [.. others.SelectMany(other => other.Costs)]);
        }

        var (counts, costs) = _segments[segment];
        return Of([.. _counts.Zip(counts, (all, own) => all - own)], [.. _costs.Zip(costs, (all, own) => all - own)]);
    }

    private static double Of(double[] counts, double[] costs) => Math.Max(1, RateComparison.Dispersion(counts, costs) ?? 1);

    private static (double[] Counts, double[] Costs) Sum(GroupSeries group, int first, int length, int count)
    {
        var (counts, costs) = (new double[count], new double[count]);
        var conversions = group.Of(MeasureNames.Conversions);
        var cost = group.Of(MeasureNames.Cost);
        for (var index = 0; index < group.BlockCount; index++)
        {
            var block = (group.Days![index] - first) / length;
            counts[block] += conversions[index];
            costs[block] += cost[index];
        }

        return (counts, costs);
    }
}
