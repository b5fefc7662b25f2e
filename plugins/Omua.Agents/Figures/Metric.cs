namespace Omua.Agents.Figures;

/// <summary>A figure of a roll-up with all that evidence needs to name beside it.</summary>
internal sealed record Metric(string Name, string Formula, string Words, bool LowerIsBetter, Func<KpiFigures, double?> Value, Func<string, string> Unit)
{
    public static Metric Cost { get; } = new("cost", "sum(cost)", "spend", false, figures => figures.Cost, currency => currency);

    public static Metric Conversions { get; } =
        new("conversions", "sum(conversions)", "conversions", false, figures => figures.Conversions, _ => "count");

    public static Metric Revenue { get; } = new("revenue", "sum(revenue)", "revenue", false, figures => figures.Revenue, currency => currency);

    public static Metric Roas { get; } =
        new("roas", "sum(revenue) / sum(cost)", "return on ad spend", false, figures => figures.Roas, _ => "ratio") { Interval = figures => figures.RoasInterval };

    public static Metric Cpa { get; } =
        new("cpa", "sum(cost) / sum(conversions)", "cost per conversion", true, figures => figures.Cpa, currency => $"{currency} per conversion") { Interval = figures => figures.CpaInterval };

    public static Metric Cpc { get; } =
        new("cpc", "sum(cost) / sum(clicks)", "cost per click", true, figures => figures.Cpc, currency => $"{currency} per click") { Interval = figures => figures.CpcInterval };

    /// <summary>The interval of the figure, where the roll-up carries one.</summary>
    public Func<KpiFigures, Interval?> Interval { get; private init; } = _ => null;

    /// <summary>The figure that segments are ranked by: what the data carries that is nearest to money earned. Null where it carries none.</summary>
    public static Metric? ToRankBy(IEnumerable<KpiFigures> figures)
    {
        var all = figures.ToList();
        Metric[] nearestFirst = [Roas, Cpa, Cpc];
        return Array.Find(nearestFirst, metric => all.Exists(row => metric.Value(row) is > 0));
    }

    public Evidence Evidence(KpiFigures figures, PerformanceDataset dataset, IReadOnlyDictionary<string, string> rows) => new()
        {
            Metric = Name,
            Value = Value(figures),
            Unit = Unit(figures.Currency ?? Money.UnknownCurrency),
            Formula = Formula,
            Dataset = dataset.Name,
            Rows = rows,
            RowCount = figures.RowCount,
            Window = dataset.Window,
            Interval = Interval(figures),
            Note = Value(figures) is null ? "a part is unknown or the denominator is zero" : Interval(figures) is null ? null : figures.IntervalMethod,
        };
}
