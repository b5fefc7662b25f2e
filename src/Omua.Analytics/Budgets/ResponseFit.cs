namespace Omua.Analytics;

/// <summary>Fits response curves to groups, all over the same window.</summary>
internal static class ResponseFit
{
    private const int QuietDays = 14;

    public static IReadOnlyList<ResponseCurve> Of(IReadOnlyList<GroupSeries> groups, ResponseOptions options)
    {
        MathsFaults.Level(options.Level);
        if (groups.Count == 0)
        {
            throw MathsFaults.TooFew("A response curve", 0, 1);
        }

        if (options.Draws < 100)
        {
            throw MathsFaults.OutOfRange("the number of draws", options.Draws, "100 and more");
        }

        if (options.CurrentDays is < 1)
        {
            throw MathsFaults.OutOfRange("the number of current days", options.CurrentDays.Value, "1 and more");
        }

        foreach (var decay in options.Decays.Where(decay => !(decay is >= 0 and < 1)))
        {
            throw MathsFaults.OutOfRange("a decay", decay, "0 to below 1");
        }

        var objective = options.Objective
            ?? (groups[0].Has(MeasureNames.Revenue) && groups.Sum(group => group.Sum(MeasureNames.Revenue)) > 0 ? MeasureNames.Revenue : MeasureNames.Conversions);
        var (cost, outcome) = (groups.Sum(group => group.Sum(MeasureNames.Cost)), groups.Sum(group => group.Sum(objective)));
        if (!(cost > 0) || !(outcome > 0))
        {
            throw MathsFaults.NothingToDivideBy(cost > 0 ? objective : "cost");
        }

        var (first, days) = (0, 1);
        if (groups[0].Days is not null)
        {
            first = groups.Min(group => group.Days![0]);
            days = groups.Max(group => group.Days![^1]) - first + 1;
        }

        var spending = groups.Where(group => group.Sum(MeasureNames.Cost) > 0).ToList();
        var shrinkage = new ReturnShrinkage(spending, objective);
        var curves = spending.Select((group, index) => Curve(group, index, objective, first, days, shrinkage, options)).ToList();
        var drawn = options.SharesElasticity ? ElasticityShrinkage.Of(curves, options.Level) : curves;
        return options.CurrentDays is not { } recent || groups[0].Days is null ? drawn
            : [.. drawn.Zip(spending, (curve, group) => Anchored(curve, Recent(group, first + days - recent) / Math.Min(recent, days)))];
    }

    private static ResponseCurve Curve(GroupSeries group, int index, string objective, int first, int days, ReturnShrinkage shrinkage, ResponseOptions options)
    {
        var (cost, outcome) = (group.Sum(MeasureNames.Cost), group.Sum(objective));
        var curve = new ResponseCurve
        {
            Key = group.Key,
            Objective = objective,
            RowCount = group.RowCount,
            Window = group.Window,
            CurrentSpend = cost / days,
            CurrentOutcome = outcome / days,
            AverageReturn = outcome / cost,
            Exponent = 1,
            IsIdentified = false,
            Draws = [],
        };
        if (group.Days is not null)
        {
            var costs = group.Of(MeasureNames.Cost).ToArray();
            curve = curve with { SmallestSpend = costs.Where(value => value > 0).Min(), LargestSpend = costs.Max() };
        }

        if (group.Days is not null && first + days - 1 - LastSpend(group) is >= QuietDays and var quiet)
        {
            curve = curve with { Note = $"no spend in the last {quiet} days of the window" };
        }

        var (elasticity, reason) = group.Days is null
            ? (null, "no days: marginal return not identified")
            : Elasticity.Fit(group, objective, first, options);
        return elasticity is null ? Constant(curve, index, reason!, shrinkage, options) : Identified(curve, elasticity, reason, options);
    }

    private static double Recent(GroupSeries group, int from)
    {
        var sum = 0.0;
        var costs = group.Of(MeasureNames.Cost);
        for (var block = 0; block < costs.Length; block++)
        {
            sum += group.Days![block] >= from ? costs[block] : 0;
        }

        return sum;
    }

    /// <summary>The same curve, read at another spend. A group that spends nothing now stays where it was.</summary>
    private static ResponseCurve Anchored(ResponseCurve curve, double spend)
    {
        if (spend <= 0)
        {
            return curve;
        }

        var moved = spend / curve.CurrentSpend;
        return curve with
        {
            CurrentSpend = spend,
            CurrentOutcome = curve.OutcomeAt(spend),
            AverageReturn = curve.AverageReturn * Math.Pow(moved, curve.Exponent - 1),
            Draws = [.. curve.Draws.Select(draw => draw with { Return = draw.Return * Math.Pow(moved, draw.Exponent - 1) })],
        };
    }

    private static int LastSpend(GroupSeries group)
    {
        var costs = group.Of(MeasureNames.Cost);
        var last = costs.Length - 1;
        while (costs[last] <= 0)
        {
            last--;
        }

        return group.Days![last];
    }

    private static string? Joined(string? first, string? second) => first is null ? second : second is null ? first : $"{first}; {second}";

    private static ResponseCurve Identified(ResponseCurve curve, Elasticity elasticity, string? note, ResponseOptions options) => curve with
    {
        Exponent = elasticity.Exponent,
        Decay = elasticity.Decay,
        ExponentInterval = RobustScale.Percentiles([.. elasticity.Draws.Select(draw => draw.Exponent)], options.Level),
        AverageReturnInterval = RobustScale.Percentiles([.. elasticity.Draws.Select(draw => draw.Return)], options.Level),
        IsIdentified = true,
        Draws = elasticity.Draws,
        Note = Joined(curve.Note, note),
    };

    private static ResponseCurve Constant(ResponseCurve curve, int index, string reason, ReturnShrinkage shrinkage, ResponseOptions options)
    {
        var draws = shrinkage.Draws(index, options.Draws, new Random(unchecked(options.Seed * 31 + index)));
        return curve with
        {
            AverageReturn = shrinkage.Mean(index),
            AverageReturnInterval = RobustScale.Percentiles([.. draws], options.Level),
            Draws = [.. draws.Select(draw => new CurveDraw(draw, 1))],
            Note = Joined(curve.Note, $"{reason}; return taken as constant and drawn toward that of all groups"),
        };
    }
}
