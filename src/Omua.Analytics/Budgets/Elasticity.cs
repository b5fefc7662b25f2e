namespace Omua.Analytics;

/// <summary>The elasticity of a group's outcome to its spend, by Poisson pseudo-maximum likelihood, with a bootstrap of whole weeks.</summary>
internal sealed class Elasticity
{
    // What lies beyond is no better known, and would make a spread of draws look larger than it is.
    private const double FarBelow = -1;
    private const double FarAbove = 2;
    private const int FewestWeeks = 4;
    private const int PeriodDays = 28;

    private Elasticity(double exponent, double decay, IReadOnlyList<CurveDraw> draws)
    {
        (Exponent, Decay) = (exponent, decay);
        Draws = draws;
    }

    /// <summary>As it was estimated, which may be below 0 or above 1: what shares with others must not have been cut before.</summary>
    public double Exponent { get; }

    public double Decay { get; }

    public IReadOnlyList<CurveDraw> Draws { get; }

    /// <returns>The elasticity, or null with the reason why there is none.</returns>
    public static (Elasticity? Elasticity, string? Reason) Fit(GroupSeries group, string objective, int first, ResponseOptions options)
    {
        var (costs, outcomes) = (group.Of(MeasureNames.Cost).ToArray(), group.Of(objective).ToArray());
        var used = Enumerable.Range(0, costs.Length).Where(index => costs[index] > 0 && outcomes[index] >= 0).ToArray();
        if (used.Length < options.MinimumDays)
        {
            return (null, $"{used.Length} days with spend are too few: marginal return not identified");
        }

        var weeks = used.Select(index => (group.Days![index] - first) / 7).ToArray();
        if (weeks.Distinct().Count() < FewestWeeks || used.Count(index => outcomes[index] > 0) < 10)
        {
            return (null, "too few days with an outcome: marginal return not identified");
        }

        double[] x = [.. used.Select(index => costs[index])];
        double[] y = [.. used.Select(index => outcomes[index])];
        int[] days = [.. used.Select(index => group.Days![index] - first)];
        var regression = new PoissonRegression(Design(x, days), Scaled(y));
        var variation = Math.Sqrt(regression.UnexplainedVariance(0));
        if (!(variation >= options.MinimumVariation))
        {
            return (null, "no variation in spend: marginal return not identified");
        }

        var (start, decay) = (regression.Fit(null, null, 30), 0.0);
        // A carry-over is taken where it fits better than none by more than chance: twice the gain above the 95 % point of chi-square, in units of the dispersion.
        var needed = start is null ? 0 : regression.LogLikelihood(start) + 1.92 * regression.Dispersion(start);
        foreach (var tried in options.Decays.Where(each => each > 0))
        {
            var carried = Carried(group, costs, used, tried);
            var other = new PoissonRegression(Design(carried, days), Scaled(y));
            if (start is not null && other.Fit(null, start, 30) is { } found && other.LogLikelihood(found) is var likelihood && likelihood > needed)
            {
                needed = likelihood;
                (regression, start, decay) = (other, found, tried);
            }
        }

        if (start is null)
        {
            return (null, "the fit did not settle: marginal return not identified");
        }

        var exponent = Math.Clamp(start[0], FarBelow, FarAbove);
        return (new Elasticity(exponent, decay, Resample(regression, start, weeks, x, y, exponent, options)), null);
    }

    private static List<CurveDraw> Resample(PoissonRegression regression, double[] start, int[] weeks, double[] x, double[] y, double exponent, ResponseOptions options)
    {
        // The generator depends on the seed and the span of weeks alone: groups of one window draw the same weeks, and what they share stays shared.
        var random = new Random(options.Seed);
        var span = weeks.Max() + 1;
        var weights = new double[x.Length];
        var draws = new List<CurveDraw>(options.Draws);
        for (var draw = 0; draw < options.Draws; draw++)
        {
            var counts = new int[span];
            for (var week = 0; week < span; week++)
            {
                counts[random.Next(span)]++;
            }

            var (spend, outcome) = (0.0, 0.0);
            for (var index = 0; index < x.Length; index++)
            {
                weights[index] = counts[weeks[index]];
                spend += weights[index] * x[index];
                outcome += weights[index] * y[index];
            }

            if (spend > 0 && outcome > 0)
            {
                var drawn = regression.Fit(weights, start, 3);
                draws.Add(new CurveDraw(outcome / spend, drawn is null ? exponent : Math.Clamp(drawn[0], FarBelow, FarAbove)));
            }
        }

        return draws;
    }

    private static double[] Carried(GroupSeries group, double[] costs, int[] used, double decay)
    {
        var (carried, left) = (new double[costs.Length], 0.0);
        for (var index = 0; index < costs.Length; index++)
        {
            var gap = index == 0 ? 1 : group.Days![index] - group.Days[index - 1];
            left = index == 0 ? costs[0] : Math.Pow(decay, gap) * left + (1 - decay) * costs[index];
            carried[index] = left;
        }

        return [.. used.Select(index => carried[index])];
    }

    private static double[] Scaled(double[] values)
    {
        var mean = values.Average();
        return [.. values.Select(value => value / mean)];
    }

    private static double[][] Design(double[] spend, int[] days)
    {
        var middle = spend.Average(Math.Log);
        // Periods of four weeks take out seasons and growth; a short last one joins the one before.
        var periods = Math.Max(1, (days.Max() + 1) / PeriodDays);
        var rows = new double[spend.Length][];
        for (var index = 0; index < rows.Length; index++)
        {
            var row = rows[index] = new double[2 + 6 + periods - 1];
            row[0] = Math.Log(spend[index]) - middle;
            row[1] = 1;
            if (days[index] % 7 is > 0 and var weekday)
            {
                row[1 + weekday] = 1;
            }

            if (Math.Min(days[index] / PeriodDays, periods - 1) is > 0 and var period)
            {
                row[7 + period] = 1;
            }
        }

        return rows;
    }
}
