using System.Globalization;

namespace Omua.Analytics;

/// <summary>Roll-ups of performance data. Pure: the same rows and query give the same report.</summary>
public static class Kpi
{
    /// <summary>Rolls up one table.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="query">What to group by.</param>
    /// <exception cref="FaultException">A dimension that the table does not have, or a time grain without days.</exception>
    public static KpiReport RollUp(PerformanceTable table, KpiQuery query) => RollUp([("table", table, true)], query, []);

    /// <summary>Rolls up one dataset.</summary>
    /// <param name="dataset">The rows.</param>
    /// <param name="query">What to group by.</param>
    /// <exception cref="FaultException">A dimension that the dataset does not have, or a time grain that its days cannot carry.</exception>
    public static KpiReport RollUp(PerformanceDataset dataset, KpiQuery query) =>
        RollUp([(dataset.Name, dataset.Table, !dataset.IsYearAssumed)], query, []);

    /// <summary>
    /// Rolls up several datasets together. Of datasets that hold the same spend at several grains, only one is used: the coarsest that has the dimensions asked for.
    /// Datasets that lack a dimension are left out with a note.
    /// </summary>
    /// <param name="datasets">All that was loaded.</param>
    /// <param name="query">What to group by.</param>
    /// <exception cref="FaultException">No dataset has the dimensions asked for, or none has days that carry the grain.</exception>
    public static KpiReport RollUp(IReadOnlyList<PerformanceDataset> datasets, KpiQuery query)
    {
        var (chosen, notes) = SpendSelection.For(datasets, query);
        return RollUp([.. chosen.Select(dataset => (dataset.Name, dataset.Table, !dataset.IsYearAssumed))], query, [.. notes, .. PlatformClaims.Notes(chosen)]);
    }

    private static KpiReport RollUp(List<(string Name, PerformanceTable Table, bool KnowsWeekdays)> sources, KpiQuery query, IEnumerable<string> notes)
    {
        var sums = new KpiAccumulator(sources.Select(source => source.Table).ToList());
        foreach (var (name, table, knowsWeekdays) in sources)
        {
            Check(name, table, knowsWeekdays, query);
            sums.Add(table, RowGroups.Of(table, query, splitsCurrency: true));
        }

        var report = sums.Report(query, [.. sources.Select(source => source.Name)], notes);
        return query.HasIntervals ? KpiIntervals.On(report, query, [.. sources.Select(source => source.Table)]) : report;
    }

    private static void Check(string name, PerformanceTable table, bool knowsWeekdays, KpiQuery query)
    {
        foreach (var dimension in query.By.Concat(query.Where.Keys))
        {
            if (!table.HasDimension(dimension))
            {
                throw new FaultException(UnknownDimension(dimension, name, table.Dimensions));
            }
        }

        if ((query.Grain != TimeGrain.None || query.Window is not null) && !table.HasDays)
        {
            throw new FaultException(new Fault(FaultCodes.NoDays, $"{name} carries no day that can be trusted, so it cannot be grouped or cut by time.",
                "Leave the time grain and the window out."));
        }

        if (query.Grain == TimeGrain.Week && !knowsWeekdays)
        {
            throw new FaultException(new Fault(FaultCodes.NoDays, $"{name} names days without a year, so its weeks are unknown.",
                "Group by day or month, or load it with the year."));
        }
    }

    internal static Fault UnknownDimension(string dimension, string source, IEnumerable<string> existing) =>
        new(FaultCodes.UnknownDimension, string.Create(CultureInfo.InvariantCulture, $"{source} has no dimension '{dimension}'."),
            $"Use one of: {string.Join(", ", existing)}.");
}
