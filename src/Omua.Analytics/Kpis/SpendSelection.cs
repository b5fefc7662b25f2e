namespace Omua.Analytics;

/// <summary>Which datasets answer a query without counting the same spend twice.</summary>
internal static class SpendSelection
{
    public static (List<PerformanceDataset> Chosen, List<string> Notes) For(IReadOnlyList<PerformanceDataset> datasets, KpiQuery query)
    {
        var chosen = new List<PerformanceDataset>();
        var notes = new List<string>();
        foreach (var family in datasets.GroupBy(dataset => dataset.SameSpendAs ?? dataset.Name))
        {
            // The dataset to roll up from comes first; the others from coarse to fine, as the loader orders them.
            var members = family.OrderBy(dataset => dataset.SameSpendAs is null ? 0 : 1).ToList();
            if (members.Find(dataset => Answers(dataset, query)) is not { } answer)
            {
                notes.Add($"{family.Key} is not part of this roll-up: it lacks {string.Join(", ", Missing(members[0], query))}.");
                continue;
            }

            chosen.Add(answer);
            notes.AddRange(members.Where(other => other != answer).Select(other =>
                $"{other.Name} is the same spend as {answer.Name} at another grain; not added."));
        }

        if (chosen.Count == 0 && datasets.Count > 0)
        {
            throw Unanswerable(datasets, query);
        }

        return (chosen, notes);
    }

    private static bool Answers(PerformanceDataset dataset, KpiQuery query) => !Missing(dataset, query).Any();

    private static IEnumerable<string> Missing(PerformanceDataset dataset, KpiQuery query)
    {
        foreach (var dimension in query.By.Concat(query.Where.Keys).Where(name => !dataset.Table.HasDimension(name)))
        {
            yield return $"dimension '{dimension}'";
        }

        if ((query.Grain != TimeGrain.None || query.Window is not null) && !dataset.Table.HasDays)
        {
            yield return "days";
        }

        if (query.Grain == TimeGrain.Week && dataset.IsYearAssumed)
        {
            yield return "a year (weeks are unknown)";
        }
    }

    private static FaultException Unanswerable(IReadOnlyList<PerformanceDataset> datasets, KpiQuery query)
    {
        var existing = datasets.SelectMany(dataset => dataset.Table.Dimensions).Distinct(StringComparer.Ordinal).ToList();
        var unknown = query.By.Concat(query.Where.Keys).FirstOrDefault(name => !existing.Contains(name, StringComparer.Ordinal));
        var source = string.Join(", ", datasets.Select(dataset => dataset.Name));
        return new FaultException(unknown is not null
            ? Kpi.UnknownDimension(unknown, source, existing)
            : new Fault(FaultCodes.NoDays, $"No dataset of {source} has all that the roll-up asks for: {string.Join("; ", datasets.Select(dataset =>
                $"{dataset.Name} lacks {string.Join(", ", Missing(dataset, query))}"))}.", "Ask for fewer dimensions, or leave the time grain out."));
    }
}
