using Omua.Analytics;

namespace Omua.Cli.Runs;

/// <summary>The figures of one campaign, one channel, one day, or everything.</summary>
/// <param name="Label">Which one, as the export names it.</param>
/// <param name="RowCount">How many rows were summed.</param>
/// <param name="Metrics">Figures by their wire name; a metric that the export cannot give is absent, a ratio without denominator is null.</param>
internal sealed record FigureRow(string Label, long RowCount, IReadOnlyDictionary<string, double?> Metrics)
{
    public double? this[string metric] => Metrics.GetValueOrDefault(metric);

    /// <summary>95 % intervals of ratios by the ratio's name, where the roll-up carries them.</summary>
    public IReadOnlyDictionary<string, Interval> Intervals { get; init; } = new Dictionary<string, Interval>();

    /// <summary>How the intervals were computed; null where there are none.</summary>
    public string? IntervalMethod { get; init; }

    public bool Has(string metric) => Metrics.ContainsKey(metric);

    public static FigureRow Of(string label, KpiFigures figures)
    {
        var metrics = new Dictionary<string, double?>(StringComparer.Ordinal);
        void Add(string metric, double? value, params ReadOnlySpan<double?> parts)
        {
            foreach (var part in parts)
            {
                if (part is null)
                {
                    return;
                }
            }

            metrics[metric] = value;
        }

        var (impressions, clicks, cost, conversions, revenue) = (figures.Impressions, figures.Clicks, figures.Cost, figures.Conversions, figures.Revenue);
        Add("impressions", impressions, impressions);
        Add("clicks", clicks, clicks);
        Add("cost", cost, cost);
        Add("conversions", conversions, conversions);
        Add("revenue", revenue, revenue);
        Add("ctr", figures.Ctr, clicks, impressions);
        Add("cpc", figures.Cpc, cost, clicks);
        Add("cpm", figures.Cpm, cost, impressions);
        Add("cpa", figures.Cpa, cost, conversions);
        Add("cvr", figures.Cvr, conversions, clicks);
        Add("roas", figures.Roas, revenue, cost);
        Add("margin", figures.Margin, revenue, cost);
        foreach (var (measure, sum) in figures.Further)
        {
            metrics.TryAdd(measure, sum);
        }

        var intervals = new[] { ("cpa", figures.CpaInterval), ("cpc", figures.CpcInterval), ("roas", figures.RoasInterval) };
        return new FigureRow(label, figures.RowCount, metrics)
        {
            Intervals = intervals.Where(one => one.Item2 is not null).ToDictionary(one => one.Item1, one => one.Item2!.Value, StringComparer.Ordinal),
            IntervalMethod = figures.IntervalMethod,
        };
    }
}
