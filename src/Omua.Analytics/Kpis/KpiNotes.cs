namespace Omua.Analytics;

/// <summary>What a reader of a roll-up must know beside its numbers.</summary>
internal sealed class KpiNotes(List<string> measures)
{
    private static readonly (string Name, string Numerator, string Denominator, Func<KpiFigures, double?> Value, Func<KpiFigures, double?> Below)[] Ratios =
    [
        ("ctr", MeasureNames.Clicks, MeasureNames.Impressions, figures => figures.Ctr, figures => figures.Impressions),
        ("cpc", MeasureNames.Cost, MeasureNames.Clicks, figures => figures.Cpc, figures => figures.Clicks),
        ("cpm", MeasureNames.Cost, MeasureNames.Impressions, figures => figures.Cpm, figures => figures.Impressions),
        ("cpa", MeasureNames.Cost, MeasureNames.Conversions, figures => figures.Cpa, figures => figures.Conversions),
        ("cvr", MeasureNames.Conversions, MeasureNames.Clicks, figures => figures.Cvr, figures => figures.Clicks),
        ("roas", MeasureNames.Revenue, MeasureNames.Cost, figures => figures.Roas, figures => figures.Cost),
    ];

    public IEnumerable<string> For(KpiReport report, KpiSums total, bool mixed)
    {
        if (mixed)
        {
            yield return "The rows are in several currencies; money is rolled up for each apart and has no total.";
        }

        foreach (var (name, numerator, denominator, value, below) in Ratios)
        {
            if (new[] { numerator, denominator }.Where(part => !measures.Contains(part)).ToList() is { Count: > 0 } missing)
            {
                yield return $"{name} is null: the data carries no {string.Join(" and no ", missing)}.";
                continue;
            }

            if (new[] { numerator, denominator }.Where(part => total.IsPartial(measures.IndexOf(part))).ToList() is { Count: > 0 } partial)
            {
                yield return $"{name} is null where {string.Join(" or ", partial)} is known for a part of the rows only.";
            }

            var without = report.By.Append(new KpiRow(new Dictionary<string, string>(), report.Totals)).Count(row => below(row.Figures) == 0 && value(row.Figures) is null);
            if (without > 0)
            {
                yield return report.By.Count == 0 || report.Totals.RowCount == 0
                    ? $"{name} is null: the sum of {denominator} is zero."
                    : $"{name} is null in {without} group(s): the sum of {denominator} is zero there.";
            }
        }
    }
}
