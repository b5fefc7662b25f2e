namespace Omua.Analytics;

/// <summary>Turns running sums into figures.</summary>
internal static class KpiFiguresBuilder
{
    private static readonly string[] Canonical =
        [MeasureNames.Impressions, MeasureNames.Clicks, MeasureNames.Cost, MeasureNames.Conversions, MeasureNames.Revenue];

    public static KpiFigures From(KpiSums sums, List<string> measures, string? currency, bool keepsMoney)
    {
        double? Sum(string name) => sums.Sum(measures.IndexOf(name));
        bool Partial(string name) => sums.IsPartial(measures.IndexOf(name));

        return new KpiFigures
        {
            RowCount = sums.RowCount,
            Currency = keepsMoney ? currency : null,
            Impressions = Sum(MeasureNames.Impressions),
            Clicks = Sum(MeasureNames.Clicks),
            Cost = keepsMoney ? Sum(MeasureNames.Cost) : null,
            Conversions = Sum(MeasureNames.Conversions),
            Revenue = keepsMoney ? Sum(MeasureNames.Revenue) : null,
            Further = measures.Except(Canonical, StringComparer.Ordinal).Where(name => Sum(name) is not null).ToDictionary(name => name, name => Sum(name)!.Value),
            PartlyKnown = [.. Canonical.Where(Partial)],
        };
    }
}
