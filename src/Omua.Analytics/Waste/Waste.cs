using System.Globalization;

namespace Omua.Analytics;

/// <summary>Finds segments whose money brings significantly fewer (or more) conversions than that of all other rows, among those large enough to be judged.</summary>
public static class Waste
{
    /// <summary>
    /// Tests each segment that passes the gate against all other rows: conversions per money, <see cref="RateComparison.Poisson"/> on counts discounted by their dispersion over
    /// weeks (days, or rows, where there are fewer than eight weeks), Benjamini-Hochberg over the segments tested; a verdict also needs a difference that matters
    /// and, where revenue is known, that revenue per money does not say the opposite. Segments below the gate are returned with the reason.
    /// </summary>
    /// <param name="table">Rows with cost and conversions.</param>
    /// <param name="by">Names of the dimensions that make up a segment, at least one.</param>
    /// <param name="options">Gate and strictness; default <see cref="WasteOptions"/> as they stand.</param>
    /// <exception cref="FaultException">
    /// <see cref="FaultCodes.MissingMeasure"/> without cost or conversions, <see cref="FaultCodes.ZeroTotal"/> where either is zero in total,
    /// <see cref="FaultCodes.TooFewObservations"/> for one segment alone, and as <see cref="GroupSeries.From"/>.
    /// </exception>
    public static WasteReport Find(PerformanceTable table, IReadOnlyList<string> by, WasteOptions? options = null)
    {
        options ??= new WasteOptions();
        var groups = GroupSeries.From(table, by, options.Currency);
        if (groups.Count < 2)
        {
            throw MathsFaults.TooFew("A comparison of segments", groups.Count, 2);
        }

        var cost = groups.Sum(group => group.Sum(MeasureNames.Cost));
        var conversions = groups.Sum(group => group.Sum(MeasureNames.Conversions));
        if (!(cost > 0) || !(conversions > 0))
        {
            throw MathsFaults.NothingToDivideBy(cost > 0 ? "conversions" : "cost");
        }

        var revenue = groups.Sum(group => group.Has(MeasureNames.Revenue) ? group.Sum(MeasureNames.Revenue) : 0);
        var account = new SegmentBlocks(groups);
        var segments = groups.Select((group, index) => Judge(group, index, account, cost, conversions, revenue, options)).ToList();
        var tested = segments.Where(segment => segment.PValue is not null).ToList();
        var adjusted = FalseDiscovery.BenjaminiHochberg([.. tested.Select(segment => segment.PValue!.Value)]);
        var next = 0;
        return new WasteReport
        {
            AccountCpa = cost / conversions,
            Segments = [.. segments.Select(segment => segment.PValue is null ? segment : Declare(segment, adjusted[next++], options))],
        };
    }

    private static SegmentEvidence Declare(SegmentEvidence segment, double adjusted, WasteOptions options)
    {
        var (ratio, step) = (segment.RateRatio?.Value ?? double.PositiveInfinity, 1 + options.MinimumDifference);
        var (isSignificant, isMaterial) = (adjusted <= options.FalseDiscoveryRate, ratio * step <= 1 || ratio >= step);
        // Few conversions that are worth more are no waste, and many that are worth less no win.
        var isContradicted = ratio < 1 ? segment.Roas >= segment.RestRoas : segment.Roas <= segment.RestRoas;
        return segment with
        {
            AdjustedPValue = adjusted,
            Verdict = !isSignificant || !isMaterial || isContradicted ? SegmentVerdict.Ordinary : ratio < 1 ? SegmentVerdict.Wasteful : SegmentVerdict.Winner,
            Note = !isSignificant ? null
                : !isMaterial ? Text($"differs from the rest by less than {options.MinimumDifference:0.##%}")
                : isContradicted ? Text($"conversions say one thing and revenue another: revenue per money {segment.Roas:0.####} against {segment.RestRoas:0.####} of the rest")
                : null,
        };
    }

    private static SegmentEvidence Judge(GroupSeries group, int index, SegmentBlocks account, double cost, double conversions, double revenue, WasteOptions options)
    {
        var (spent, converted) = (group.Sum(MeasureNames.Cost), group.Sum(MeasureNames.Conversions));
        var (restCost, restConversions) = (Math.Max(0, cost - spent), Math.Max(0, conversions - converted));
        var evidence = new SegmentEvidence
        {
            Key = group.Key,
            Verdict = SegmentVerdict.TooSmall,
            RowCount = group.RowCount,
            Window = group.Window,
            Cost = spent,
            Clicks = group.Has(MeasureNames.Clicks) ? group.Sum(MeasureNames.Clicks) : null,
            Conversions = converted,
            Revenue = group.Has(MeasureNames.Revenue) ? group.Sum(MeasureNames.Revenue) : null,
            RestCpa = restConversions > 0 ? restCost / restConversions : null,
            RestRoas = group.Has(MeasureNames.Revenue) && revenue > 0 && restCost > 0 ? (revenue - group.Sum(MeasureNames.Revenue)) / restCost : null,
            ExpectedConversions = restCost > 0 ? spent * restConversions / restCost : null,
        };
        if (TooSmall(evidence, cost, cost / conversions, restConversions, options) is { } reason)
        {
            return evidence with { Note = reason };
        }

        var (own, rest) = account.Dispersions(index);
        var (ratio, p) = RateComparison.Poisson(converted / own, spent / own, restConversions / rest, restCost / rest, options.Level);
        var interval = ratio.Interval!.Value;
        return evidence with
        {
            RateRatio = ratio,
            Dispersion = own,
            PValue = p,
            WastedSpend = new Estimate(spent - converted * evidence.RestCpa, new Interval(spent * (1 - interval.High), spent * (1 - interval.Low), options.Level), "from the rate ratio"),
        };
    }

    private static string? TooSmall(SegmentEvidence segment, double cost, double cpa, double restConversions, WasteOptions options) => segment switch
    {
        _ when !(segment.Cost > 0) => "too small to judge: it spent nothing",
        _ when !(restConversions > 0) => "cannot be judged: the rest has no conversions to compare with",
        _ when segment.Cost < options.MinimumCpaMultiple * cpa => Text($"too small to judge: spend {segment.Cost:0.##} is below {options.MinimumCpaMultiple:0.##} times the account's cost per conversion {cpa:0.##}"),
        _ when segment.ExpectedConversions < options.MinimumExpectedConversions =>
            Text($"too small to judge: {segment.ExpectedConversions:0.##} conversions expected at the rate of the rest, below {options.MinimumExpectedConversions:0.##}"),
        _ when segment.Clicks < options.MinimumClicks => Text($"too small to judge: {segment.Clicks:0} clicks, below {options.MinimumClicks:0}"),
        _ when segment.Cost < options.MinimumSpendShare * cost => Text($"too small to judge: {segment.Cost / cost:0.###%} of all spend, below {options.MinimumSpendShare:0.###%}"),
        _ => null,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
