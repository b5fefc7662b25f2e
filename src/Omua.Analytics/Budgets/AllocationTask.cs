using System.Globalization;

namespace Omua.Analytics;

/// <summary>One budget, its curves and its bounds, on the way to an allocation.</summary>
internal sealed class AllocationTask
{
    private const int OptimismDraws = 100;
    private readonly IReadOnlyList<ResponseCurve> _curves;
    private readonly decimal _budget;
    private readonly AllocationConstraints _constraints;
    private readonly double _days;
    private readonly decimal[] _baselines;

    public AllocationTask(IReadOnlyList<ResponseCurve> curves, decimal budget, AllocationConstraints constraints)
    {
        if (curves.Count == 0)
        {
            throw MathsFaults.TooFew("An allocation", 0, 1);
        }

        foreach (var curve in curves.Where(curve => !double.IsFinite(curve.Exponent) || !double.IsFinite(curve.AverageReturn) || !double.IsFinite(curve.CurrentSpend)))
        {
            throw MathsFaults.OutOfRange($"the curve of '{curve.Label}'", double.NaN, "finite elasticity, return and spend");
        }

        var unit = MoneyRounding.Unit(constraints.Decimals is >= 0 and <= 6 ? constraints.Decimals : throw MathsFaults.OutOfRange("decimals", constraints.Decimals, "0 to 6"));
        if (budget <= 0 || budget % unit != 0)
        {
            throw MathsFaults.OutOfRange("the budget", (double)budget, $"whole multiples of {unit.ToString(CultureInfo.InvariantCulture)} above 0");
        }

        if (!(constraints.MaximumStep is >= 0 and <= 1))
        {
            throw MathsFaults.OutOfRange("the largest step", constraints.MaximumStep, "0 to 1");
        }

        if (constraints.PeriodDays is { } days && !(days > 0))
        {
            throw MathsFaults.OutOfRange("the days of the period", days, "numbers above 0");
        }

        if (constraints.Exploration is { } exploration && !(exploration is >= 0.5 and < 1))
        {
            throw MathsFaults.OutOfRange("the exploration", exploration, "0.5 to below 1");
        }

        (_curves, _budget, _constraints) = (curves, budget, constraints);
        var spend = curves.Sum(curve => curve.CurrentSpend);
        _days = constraints.PeriodDays ?? (double)budget / spend;
        _baselines = MoneyRounding.ToTotal([.. curves.Select(curve => (double)budget * curve.CurrentSpend / spend)], budget, constraints.Decimals);
    }

    public BudgetAllocation Solve()
    {
        var bounds = new AllocationBounds(_curves, _baselines, _constraints);
        var allocation = new BudgetAllocation
        {
            Budget = _budget,
            Objective = _curves[0].Objective,
            PeriodDays = _curves.Any(curve => curve.Window is not null) ? _days : null,
            Reason = bounds.Contradiction(_budget),
        };
        if (!allocation.IsFeasible)
        {
            return allocation;
        }

        var (raw, marginal) = Split([.. _curves.Select(Judged)], bounds);
        var amounts = MoneyRounding.ToTotal(raw, _budget, _constraints.Decimals);
        var reached = _curves.Select((curve, group) => _days * curve.Outcome((double)amounts[group] / _days, curve.AverageReturn, curve.Exponent)).Sum() / (double)_budget;
        if (_constraints.TargetReturn is { } target && reached < target)
        {
            return allocation with { Reason = string.Create(CultureInfo.InvariantCulture, $"infeasible: the most that the bounds allow is {reached:0.####} {allocation.Objective} for each unit of the budget, below the target {target:0.####}") };
        }

        var groups = _curves.Select((curve, group) => Group(curve, group, amounts[group], bounds)).ToList();
        var effect = Effect(amounts, Optimism(amounts, bounds));
        return allocation with { Groups = groups, MarginalReturn = marginal, Effect = effect, Notes = [.. Notes(groups, effect)] };
    }

    /// <summary>What a group is judged by: its estimate, or what it may well be where it is to be tried.</summary>
    private CurveDraw Judged(ResponseCurve curve)
    {
        var mean = new CurveDraw(curve.AverageReturn, curve.Exponent);
        if (_constraints.Exploration is not { } quantile || curve.IsIdentified || curve.Draws.Count == 0)
        {
            return mean;
        }

        double[] returns = [.. curve.Draws.Select(draw => draw.Return)];
        Array.Sort(returns);
        return mean with { Return = RobustScale.Quantile(returns, quantile) };
    }

    private GroupAllocation Group(ResponseCurve curve, int group, decimal amount, AllocationBounds bounds)
    {
        var beyond = curve.IsBeyondSeen((double)amount / _days);
        List<string?> notes = [curve.Note, bounds.Held[group], _constraints.Exploration is not null && !curve.IsIdentified ? "tried on what its return may be, to measure it" : null, beyond ? "the amount is above every day seen: its outcome is an extrapolation" : null];
        return new GroupAllocation
        {
            Key = curve.Key,
            Baseline = _baselines[group],
            Amount = amount,
            Lowest = (decimal)bounds.Lows[group],
            Highest = (decimal)bounds.Highs[group],
            MarginalAtBaseline = curve.MarginalAt((double)_baselines[group] / _days),
            MarginalAtAmount = curve.MarginalAt((double)amount / _days),
            Effect = Effect(amount, group),
            IsBeyondSeen = beyond,
            Note = notes.Any(note => note is not null) ? string.Join("; ", notes.OfType<string>()) : null,
        };
    }

    private ExpectedEffect Effect(decimal amount, int group)
    {
        var curve = _curves[group];
        var mid = Gain(curve, amount, group, curve.AverageReturn, curve.Exponent);
        if (amount == _baselines[group])
        {
            return new ExpectedEffect(curve.Objective, 0, 0, 0);
        }

        if (!curve.IsIdentified || curve.Draws.Count == 0)
        {
            return new ExpectedEffect(curve.Objective, null, mid, null);
        }

        var interval = RobustScale.Percentiles([.. curve.Draws.Select(draw => Gain(curve, amount, group, draw.Return, draw.Exponent))], Level(curve));
        return new ExpectedEffect(curve.Objective, interval.Low, mid, interval.High, interval.Level);
    }

    private (double[] Amounts, double Marginal) Split(CurveDraw[] draws, AllocationBounds bounds, double tolerance = 1e-14) => ConcaveSplit.Of(
        [.. _curves.Select((curve, group) => (Func<double, double>)(amount => curve.Marginal(amount / _days, draws[group])))],
        [.. _curves.Select((curve, group) => (Func<double, double>)(marginal => _days * curve.SpendAt(marginal, draws[group])))],
        bounds.Lows, bounds.Highs, (double)_budget, tolerance);

    // What is best on estimates profits from their errors, so its estimated effect is too good. Each draw shows by how much: the split that is best on it, valued on it and on the estimates
    // (the optimism bootstrap, Efron 1983; "optimizer's curse", Smith and Winkler 2006).
    private double Optimism(decimal[] amounts, AllocationBounds bounds)
    {
        var count = Math.Min(OptimismDraws, _curves.Min(curve => curve.Draws.Count));
        if (count == 0 || amounts.SequenceEqual(_baselines) || _curves.Any(curve => !curve.IsIdentified))
        {
            return 0;
        }

        var sum = 0.0;
        for (var draw = 0; draw < count; draw++)
        {
            CurveDraw[] draws = [.. _curves.Select(curve => curve.Draws[draw])];
            // A draw is far less sure than this.
            var (best, _) = Split(draws, bounds, 1e-9);
            sum += _curves.Select((curve, group) =>
                Gain(curve, (decimal)best[group], group, draws[group].Return, draws[group].Exponent) - Gain(curve, (decimal)best[group], group, curve.AverageReturn, curve.Exponent)).Sum();
        }

        return Math.Max(0, sum / count);
    }

    private ExpectedEffect Effect(decimal[] amounts, double optimism)
    {
        var mid = _curves.Select((curve, group) => Gain(curve, amounts[group], group, curve.AverageReturn, curve.Exponent)).Sum() - optimism;
        var moved = Enumerable.Range(0, amounts.Length).Where(group => amounts[group] != _baselines[group]).ToList();
        if (moved.Count == 0)
        {
            return new ExpectedEffect(_curves[0].Objective, 0, 0, 0);
        }

        var count = moved.Min(group => _curves[group].Draws.Count);
        if (count == 0 || moved.Any(group => !_curves[group].IsIdentified))
        {
            return new ExpectedEffect(_curves[0].Objective, null, mid, null);
        }

        var draws = new double[count];
        for (var draw = 0; draw < count; draw++)
        {
            draws[draw] = moved.Sum(group => Gain(_curves[group], amounts[group], group, _curves[group].Draws[draw].Return, _curves[group].Draws[draw].Exponent)) - optimism;
        }

        var interval = RobustScale.Percentiles(draws, Level(_curves[moved[0]]));
        return new ExpectedEffect(_curves[0].Objective, interval.Low, mid, interval.High, interval.Level);
    }

    private double Gain(ResponseCurve curve, decimal amount, int group, double averageReturn, double exponent) =>
        _days * (curve.Outcome((double)amount / _days, averageReturn, exponent) - curve.Outcome((double)_baselines[group] / _days, averageReturn, exponent));

    private static double Level(ResponseCurve curve) => curve.ExponentInterval?.Level ?? 0.95;

    private IEnumerable<string> Notes(List<GroupAllocation> groups, ExpectedEffect effect)
    {
        if (groups.All(group => group.Amount == group.Baseline))
        {
            yield return "every group keeps its share: nothing that the data shows is better within the bounds";
        }
        else if (effect.Low is <= 0)
        {
            yield return "the interval of the effect reaches zero or below: the data does not show that this beats the current shares";
        }

        if (_constraints.PeriodDays is null && _curves.Any(curve => curve.Window is not null))
        {
            yield return $"no period was given: the budget is taken to last {_days.ToString("0.##", CultureInfo.InvariantCulture)} days, its length at the current daily spend";
        }

        if (_curves.Any(curve => !curve.IsIdentified))
        {
            yield return "the marginal return of some groups is not identified: they move only where their average return is credibly apart from that of all, and the effect has no interval";
        }

        if (groups.Any(group => group.IsBeyondSeen))
        {
            yield return "some amounts are above the spend seen";
        }
    }
}
