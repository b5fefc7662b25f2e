namespace Omua.Analytics;

/// <summary>What must be said where figures of several platforms are added: each counts conversions for itself, and trackers repeat the spend of the platforms.</summary>
internal static class PlatformClaims
{
    private static readonly string[] Trackers = [AppsFlyerFormat.Platform, AdjustFormat.Platform];

    public static IEnumerable<string> Notes(IReadOnlyList<PerformanceDataset> datasets)
    {
        var claiming = datasets.Where(dataset => dataset.Platform is not null && (dataset.Table.HasMeasure(MeasureNames.Conversions) || dataset.Table.HasMeasure(MeasureNames.Revenue)))
            .Select(dataset => dataset.Platform!).Distinct(StringComparer.Ordinal).ToList();
        if (claiming.Count > 1)
        {
            yield return $"Conversions and revenue are what {string.Join(", ", claiming)} each claim for themselves: one sale may be claimed by several, so a sum over them can be above what was sold. Read each platform apart, or use attribution over journeys.";
        }

        var (trackers, platforms) = (datasets.Where(dataset => Trackers.Contains(dataset.Platform)).ToList(), datasets.Where(dataset => !Trackers.Contains(dataset.Platform)).ToList());
        if (trackers.Exists(dataset => dataset.Table.HasMeasure(MeasureNames.Cost)) && platforms.Exists(dataset => dataset.Table.HasMeasure(MeasureNames.Cost)))
        {
            yield return $"{string.Join(", ", trackers.Select(dataset => dataset.Name))} repeats the spend that networks report to it, which the exports of the platforms hold too: cost is counted twice where both are added. Load one of the two.";
        }
    }
}
