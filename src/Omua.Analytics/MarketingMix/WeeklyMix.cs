namespace Omua.Analytics;

/// <summary>Makes the input of a mix model from daily exports: whole weeks from Monday, spend by group, the outcome of all together.</summary>
public static class WeeklyMix
{
    /// <summary>Sums rows by week. Weeks that the window covers in part are left out; a week without a row of a group is one without its spend.</summary>
    /// <param name="table">Rows with days, cost and the outcome.</param>
    /// <param name="by">Names of the dimensions whose groups are the channels of the model.</param>
    /// <param name="outcome">The measure: revenue or conversions.</param>
    /// <param name="currency">Only rows of this currency; may be null where all rows are of one.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.NoDays"/>, and as <see cref="GroupSeries.From"/> and <see cref="GroupSeries.Of"/>.</exception>
    public static MixInput Of(PerformanceTable table, IReadOnlyList<string> by, string outcome, string? currency = null)
    {
        if (!table.HasDays)
        {
            throw MathsFaults.NoDays("A mix model");
        }

        var groups = GroupSeries.From(table, by, currency);
        var all = GroupSeries.From(table, [], currency)[0];
        // Day number 0 is a Monday.
        var (first, last) = ((all.Days![0] + 6) / 7, (all.Days[^1] + 1) / 7 - 1);
        double[] Weekly(GroupSeries group, string measure)
        {
            var sums = new double[Math.Max(0, last - first + 1)];
            var values = group.Of(measure);
            for (var block = 0; block < group.Days!.Count; block++)
            {
                if (group.Days[block] / 7 is var week && week >= first && week <= last)
                {
                    sums[week - first] += values[block];
                }
            }

            return sums;
        }

        return new MixInput
        {
            Times = [.. Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(week => DateOnly.FromDayNumber(week * 7).ToDateTime(TimeOnly.MinValue))],
            Outcome = Weekly(all, outcome),
            Channels = [.. groups.Where(group => group.Sum(MeasureNames.Cost) > 0).Select(group => new MixColumn(group.Label, Weekly(group, MeasureNames.Cost)))],
        };
    }
}
