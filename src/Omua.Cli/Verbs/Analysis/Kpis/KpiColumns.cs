using Omua.Analytics;

namespace Omua.Cli.Verbs.Analysis.Kpis;

/// <summary>The metrics of a roll-up by their wire names, in the order in which they are shown.</summary>
internal static class KpiColumns
{
    public static IReadOnlyList<(string Name, Func<KpiFigures, double?> Value)> All { get; } =
    [
        ("impressions", figures => figures.Impressions),
        ("clicks", figures => figures.Clicks),
        ("cost", figures => figures.Cost),
        ("conversions", figures => figures.Conversions),
        ("revenue", figures => figures.Revenue),
        ("ctr", figures => figures.Ctr),
        ("cpc", figures => figures.Cpc),
        ("cpm", figures => figures.Cpm),
        ("cpa", figures => figures.Cpa),
        ("cvr", figures => figures.Cvr),
        ("roas", figures => figures.Roas),
        ("margin", figures => figures.Margin),
    ];

    public static IReadOnlySet<string> Names { get; } = All.Select(column => column.Name).Concat(["rows", "currency", "key"]).ToHashSet(StringComparer.Ordinal);

    /// <summary>The figure as a person reads it; <c>n/a</c> where there is none.</summary>
    public static string Text(string name, double? value) => value is not { } number || !double.IsFinite(number)
        ? "n/a"
        : number.ToString(name is "impressions" or "clicks" ? "N0" : name is "ctr" or "cvr" ? "P2" : "#,0.00##", System.Globalization.CultureInfo.InvariantCulture);
}
