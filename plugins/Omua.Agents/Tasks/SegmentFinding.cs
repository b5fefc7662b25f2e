using System.Globalization;
using Omua.Agents.Figures;

namespace Omua.Agents.Tasks;

/// <summary>One segment that converts worse or better than the rest, said once: on average, and at the margin where the data shows it.</summary>
internal sealed class SegmentFinding(PerformanceDataset dataset, string dimension, SegmentEvidence segment, string? currency, MarginalValue? margin)
{
    private bool IsWaste => segment.Verdict == SegmentVerdict.Wasteful;

    public Finding Of(string agent)
    {
        var slug = $"{Slug.Of(dataset.Name)}.{Slug.Of(dimension)}.{Slug.Of(segment.Key[dimension])}{(currency is null ? "" : $".{Slug.Of(currency)}")}";
        var (severity, advice) = Judgement();
        return new Finding
        {
            Id = $"{agent}.{(IsWaste ? "waste" : "winner")}.{slug}",
            Title = Title(),
            Severity = severity,
            Agent = agent,
            Interval = segment.WastedSpend?.Interval,
            Evidence = [.. AverageEvidence(), .. margin is null ? [] : new[] { margin.Evidence(dataset) }],
            Advice = advice,
        };
    }

    private string Title()
    {
        var (cpa, rest) = (Wording.Amount(segment.Cpa, currency), Wording.Amount(segment.RestCpa, currency));
        var difference = Wording.Amount(Math.Abs(segment.WastedSpend?.Value ?? 0), currency);
        var paid = segment.Cpa is null ? "without a single conversion" : $"at {cpa} per conversion against {rest} elsewhere";
        var average = $"{Wording.Capital(Wording.Words(dimension))} {Wording.Name(segment.Key[dimension])} spent {Wording.Amount(segment.Cost, currency)} {paid}: {difference} {(IsWaste ? "more" : "less")} than its conversions cost elsewhere";
        return margin is null ? $"{average}."
            : (IsWaste && margin.Earns) || (!IsWaste && margin.Loses) ? $"{average}; yet {margin.Words}."
            : $"{average}; {margin.Words}.";
    }

    private (FindingSeverity Severity, string Advice) Judgement() => (IsWaste, margin) switch
    {
        (true, { Earns: true }) => (FindingSeverity.Info,
            "Dear on average, but its next unit still brings more than it costs: do not cut it for its average. The budget weighs next units against each other; look here for what makes its conversions dear."),
        (true, { Loses: true }) => (FindingSeverity.Warning, "Average and margin agree: cut it."),
        (true, { IsIdentified: true }) => (FindingSeverity.Warning, "Dear on average, and the data does not say whether its next unit pays: find out what is different about it before more is spent."),
        (true, _) => (FindingSeverity.Warning, "Cut it, or find out what is different about it, before more is spent."),
        (false, { Loses: true }) => (FindingSeverity.Info, "Cheap on average, but its next unit brings less than it costs: its good average is no reason for more budget."),
        (false, { Earns: true }) => (FindingSeverity.Opportunity, "Average and margin agree: it can take more budget, in steps that the next run can measure."),
        (false, { IsIdentified: true }) => (FindingSeverity.Info, "Cheap on average, and the data does not say whether its next unit pays: raise it only as a measured test."),
        _ => (FindingSeverity.Opportunity, "Check whether it can take more budget at the same cost."),
    };

    private IEnumerable<Evidence> AverageEvidence()
    {
        yield return Evidence("wasted_spend", segment.WastedSpend?.Value, currency ?? Money.UnknownCurrency,
            "sum(cost) - sum(conversions) * (sum(cost) / sum(conversions) of all other rows)", segment.WastedSpend?.Interval);
        var figures = Kpi.RollUp(dataset, new KpiQuery { Where = Where(), HasIntervals = true }).Totals;
        yield return Evidence("cpa", segment.Cpa, $"{currency ?? Money.UnknownCurrency} per conversion", "sum(cost) / sum(conversions)", figures.CpaInterval, figures.IntervalMethod);
        yield return Evidence("rate_ratio", segment.RateRatio?.Value, "ratio", "(conversions per money of the segment) / (conversions per money of all other rows)", segment.RateRatio?.Interval);
    }

    private Dictionary<string, string> Where()
    {
        var where = new Dictionary<string, string>(segment.Key, StringComparer.Ordinal);
        if (currency is not null)
        {
            where[DimensionNames.Currency] = currency;
        }

        return where;
    }

    private Evidence Evidence(string metric, double? value, string unit, string formula, Interval? interval, string? method = null) => new()
    {
        Metric = metric,
        Value = value,
        Unit = unit,
        Formula = formula,
        Dataset = dataset.Name,
        Rows = segment.Key,
        RowCount = segment.RowCount,
        Window = segment.Window,
        Interval = interval,
        Note = value is null ? "it has no conversions to divide by"
            : method ?? (segment.AdjustedPValue is { } p ? string.Create(CultureInfo.InvariantCulture, $"p = {p:0.0000} after Benjamini-Hochberg") : null),
    };
}
