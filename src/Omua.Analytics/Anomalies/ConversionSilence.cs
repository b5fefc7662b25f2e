using System.Globalization;

namespace Omua.Analytics;

/// <summary>
/// A group whose conversions stopped while clicks went on: a broken tag or page shows like this before anything else, and what its days since say about its return is not to be trusted.
/// Chance of it at the rate before, by Poisson's law: exp(-clicks since * rate / dispersion), rate = sum(conversions) / sum(clicks) of the days before, dispersion their variance over what Poisson's law expects, at least 1.
/// Units: counts and days. Assumes that the rate before would have gone on.
/// </summary>
public sealed record ConversionSilence
{
    // Rates from fewer days say too little.
    private const int FewestDays = 14;

    /// <summary>The chance, times the groups watched, below which a silence is none.</summary>
    public const double Chance = 0.001;

    /// <summary>The dimension values of the group.</summary>
    public required IReadOnlyDictionary<string, string> Key { get; init; }

    /// <summary>The first day without a conversion.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>Days with rows from then on.</summary>
    public required int Days { get; init; }

    /// <summary>Clicks on those days.</summary>
    public required double Clicks { get; init; }

    /// <summary>Conversions that those clicks would have brought at the rate before.</summary>
    public required double ExpectedConversions { get; init; }

    /// <summary>How many times the spread of daily conversions is that of Poisson's law; 1 and more.</summary>
    public required double Dispersion { get; init; }

    /// <summary>The chance of so long a silence at the rate before.</summary>
    public double Probability => Math.Exp(-ExpectedConversions / Dispersion);

    /// <summary>Whether the silence is no chance, over all groups looked at together.</summary>
    public required bool IsBeyondChance { get; init; }

    /// <summary>The groups whose rows end in days with clicks and without a conversion, likely and unlikely ones, and how many were watched.</summary>
    /// <param name="dataset">Rows with days, clicks and conversions; where it lacks one of them, none is found.</param>
    /// <param name="by">Names of the dimensions to group by; none for the whole.</param>
    public static (IReadOnlyList<ConversionSilence> Silent, int Watched) Find(PerformanceDataset dataset, IReadOnlyList<string> by)
    {
        if (!dataset.Table.HasDays || !dataset.Table.HasMeasure(MeasureNames.Clicks) || !dataset.Table.HasMeasure(MeasureNames.Conversions))
        {
            return ([], 0);
        }

        var groups = Kpi.RollUp(dataset, new KpiQuery { By = by, Grain = TimeGrain.Day }).By
            .GroupBy(row => string.Join('\u001f', by.Select(name => row.Key[name])), StringComparer.Ordinal).ToList();
        var found = groups.Select(group => Of(group.First().Key, by, ByDay(group))).OfType<ConversionSilence>();
        return ([.. found.Select(silence => silence with { IsBeyondChance = silence.Probability * groups.Count < Chance })], groups.Count);
    }

    // A roll-up keeps currencies apart; clicks and conversions have none.
    private static List<Counts> ByDay(IEnumerable<KpiRow> rows) =>
        [.. rows.GroupBy(row => row.Key["day"], StringComparer.Ordinal).OrderBy(day => day.Key, StringComparer.Ordinal)
            .Select(day => new Counts(day.Key, day.Sum(row => row.Figures.Clicks ?? 0), day.Sum(row => row.Figures.Conversions ?? 0)))];

    private static ConversionSilence? Of(IReadOnlyDictionary<string, string> key, IReadOnlyList<string> by, List<Counts> days)
    {
        var last = days.FindLastIndex(day => day.Conversions > 0);
        var before = days.Take(last + 1).ToList();
        var (clicks, conversions) = (before.Sum(day => day.Clicks), before.Sum(day => day.Conversions));
        var after = days.Skip(last + 1).Sum(day => day.Clicks);
        if (last < FewestDays - 1 || last == days.Count - 1 || !(clicks > 0) || !(after > 0))
        {
            return null;
        }

        var rate = conversions / clicks;
        var spread = before.Where(day => day.Clicks > 0).Select(day => Math.Pow(day.Conversions - rate * day.Clicks, 2) / (rate * day.Clicks)).DefaultIfEmpty(1).Average();
        return new ConversionSilence
        {
            Key = by.ToDictionary(name => name, name => key[name]),
            Since = DateOnly.ParseExact(days[last + 1].Day, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Days = days.Count - last - 1,
            Clicks = after,
            ExpectedConversions = after * rate,
            // Conversions come in bursts; a spread above Poisson's makes silence likelier.
            Dispersion = Math.Max(1, spread),
            IsBeyondChance = false,
        };
    }

    private sealed record Counts(string Day, double Clicks, double Conversions);
}
