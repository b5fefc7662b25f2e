namespace Omua.Analytics;

/// <summary>The sums of each group on each day of a period, for one outcome and its base.</summary>
internal sealed class PeriodCells
{
    private readonly double[][] _outcome;
    private readonly double[][] _below;

    private PeriodCells(int groups, int days)
    {
        (Groups, Days) = (groups, days);
        (_outcome, _below) = ([.. Enumerable.Range(0, days).Select(_ => new double[groups])], [.. Enumerable.Range(0, days).Select(_ => new double[groups])]);
    }

    public int Groups { get; }

    public int Days { get; }

    /// <summary>Collects the cells of the days that rows fall on; a day without a row is absent, not zero.</summary>
    public static PeriodCells Of(IReadOnlyList<(int Group, string Day, KpiFigures Figures)> rows, int groups, Func<KpiFigures, double> outcome, Func<KpiFigures, double> below)
    {
        var days = rows.Select(row => row.Day).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select((day, index) => (day, index)).ToDictionary(pair => pair.day, pair => pair.index, StringComparer.Ordinal);
        var cells = new PeriodCells(groups, days.Count);
        foreach (var (group, day, figures) in rows)
        {
            cells._outcome[days[day]][group] += outcome(figures);
            cells._below[days[day]][group] += below(figures);
        }

        return cells;
    }

    /// <summary>The sums of each group over the days named; all days where none are.</summary>
    public void Sum(int[]? days, Span<double> outcome, Span<double> below)
    {
        outcome.Clear();
        below.Clear();
        for (var index = 0; index < Days; index++)
        {
            var day = days is null ? index : days[index];
            for (var group = 0; group < Groups; group++)
            {
                outcome[group] += _outcome[day][group];
                below[group] += _below[day][group];
            }
        }
    }
}
