namespace Omua.Analytics;

/// <summary>Fits response curves to groups, all over the same window.</summary>
internal static class ResponseFit
{
    private const int QuietDays = 14;
    private const double Smallest = 0.02;

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
        var bounded = (options.SharesElasticity ? ElasticityShrinkage.Of(curves) : curves).Select(curve => Bounded(curve, options.Level));
        return options.CurrentDays is not { } recent || groups[0].Days is null ? [.. bounded]
            : [.. bounded.Zip(spending, (curve, group) => Anchored(curve, Recent(group, first + days - recent) / Math.Min(recent, days), options.Level))];
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
        return elasticity is null ? Constant(curve, index, reason!, shrinkage, options) : Identified(curve, elasticity, options);
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

    /// <summary>The curve within 0.02 and 1, with a note where it stands at an end.</summary>
    private static ResponseCurve Bounded(ResponseCurve curve, double level)
    {
        if (!curve.IsIdentified)
        {
            return curve;
        }

        var note = curve.Exponent >= 1 ? "no saturation seen in the range of spend: return taken as constant within it"
            : curve.Exponent <= Smallest ? "more spend brought no more on the days seen: elasticity held at its floor"
            : null;
        CurveDraw[] draws = [.. curve.Draws.Select(draw => draw with { Exponent = Math.Clamp(draw.Exponent, Smallest, 1) })];
        return curve with
        {
            Exponent = Math.Clamp(curve.Exponent, Smallest, 1),
            ExponentInterval = RobustScale.Percentiles([.. draws.Select(draw => draw.Exponent)], level),
            Draws = draws,
            Note = Joined(curve.Note, note),
        };
    }

    /// <summary>The same curve, read at another spend. A group that spends nothing now stays where it was.</summary>
    private static ResponseCurve Anchored(ResponseCurve curve, double spend, double level)
    {
        if (spend <= 0)
        {
            return curve;
        }

        var now = At(spend, curve.CurrentSpend, new CurveDraw(curve.AverageReturn, curve.Exponent));
        CurveDraw[] draws = [.. curve.Draws.Select(draw => At(spend, curve.CurrentSpend, draw))];
        return curve with
        {
            CurrentSpend = spend,
            CurrentOutcome = now.Return * spend,
            AverageReturn = now.Return,
            Exponent = now.Exponent,
            ExponentInterval = curve.IsIdentified ? RobustScale.Percentiles([.. draws.Select(draw => draw.Exponent)], level) : null,
            AverageReturnInterval = RobustScale.Percentiles([.. draws.Select(draw => draw.Return)], level),
            Draws = draws,
        };
    }

    // A constant elasticity holds near the spend it was measured at. A budget that has moved by half is read on x / (h + x), whose elasticity h / (h + x) falls as spend rises, with the h that has the elasticity measured.
    private static CurveDraw At(double spend, double measured, CurveDraw draw)
    {
        if (draw.Exponent >= 1)
        {
            return draw;
        }

        var half = measured * draw.Exponent / (1 - draw.Exponent);
        return new CurveDraw(draw.Return * (half + measured) / (half + spend), half / (half + spend));
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

    private static ResponseCurve Identified(ResponseCurve curve, Elasticity elasticity, ResponseOptions options) => curve with
    {
        Exponent = elasticity.Exponent,
        Decay = elasticity.Decay,
        AverageReturnInterval = RobustScale.Percentiles([.. elasticity.Draws.Select(draw => draw.Return)], options.Level),
        IsIdentified = true,
        Draws = elasticity.Draws,
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
