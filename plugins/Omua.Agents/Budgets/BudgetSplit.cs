using System.Globalization;
using Omua.Agents.Figures;

namespace Omua.Agents.Budgets;

/// <summary>One budget over one pool of spend: curves, allocation, and the proposals that follow.</summary>
internal sealed class BudgetSplit(TaskSpec task, ContextData context, SpendPool pool, string dimension, BudgetOptions options)
{
    private const int CurvePoints = 13;

    private readonly decimal _budget = context.Budget?.Amount ?? pool.Spend;

    public TaskResult Solve()
    {
        var decimals = Decimals();
        var curves = ResponseCurve.Fit(pool.Table, [SpendPool.DatasetColumn, dimension],
            new ResponseOptions { Objective = pool.Objective, MinimumDays = options.MinDays, Draws = options.Draws, Seed = context.Seed, CurrentDays = options.CurrentDays == 0 ? null : options.CurrentDays, SharesElasticity = options.ShareElasticity });
        var allocation = BudgetAllocation.Allocate(
            curves, _budget, new AllocationConstraints { MaximumStep = options.MaxStep, Certainty = options.Certainty, Decimals = decimals, Exploration = options.Exploration == 0 ? null : options.Exploration, Held = Silent(curves) });
        if (!allocation.IsFeasible)
        {
            throw new TaskRejectedException($"the budget of {new Money(_budget, pool.Currency)} cannot be allocated: {allocation.Reason}.");
        }

        var report = new AllocationReport(pool, dimension, allocation, context.Budget is null, options.CurrentDays);
        return TaskResult.Completed(task, Json(curves, allocation)) with
        {
            Proposals = [.. allocation.Groups.Zip(curves, report.Proposal)],
            Findings = [.. report.Findings(curves)],
        };
    }

    /// <summary>Where conversions have stopped being counted, a return that falls day by day is no reason to move money either way: the tag is looked at first.</summary>
    private Dictionary<string, string> Silent(IReadOnlyList<ResponseCurve> curves)
    {
        var held = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in curves.GroupBy(curve => curve.Key[SpendPool.DatasetColumn], StringComparer.Ordinal))
        {
            var dataset = context.Datasets.OfType<PerformanceDataset>().First(dataset => dataset.Name == group.Key);
            foreach (var silence in ConversionSilence.Find(dataset, [dimension]).Silent.Where(silence => silence.IsBeyondChance))
            {
                if (group.FirstOrDefault(curve => curve.Key[dimension] == silence.Key[dimension]) is { } curve)
                {
                    held[curve.Label] = string.Create(CultureInfo.InvariantCulture, $"no conversion since {silence.Since:yyyy-MM-dd}, in clicks that would have brought about {Wording.Figure(silence.ExpectedConversions)}; check the tag first");
                }
            }
        }

        return held;
    }

    private int Decimals()
    {
        for (var decimals = 2; decimals <= 6; decimals++)
        {
            if (decimal.Round(_budget, decimals) == _budget)
            {
                return decimals;
            }
        }

        throw new TaskRejectedException($"the budget {_budget.ToString(CultureInfo.InvariantCulture)} has more than 6 decimal places; round it.");
    }

    private JsonObject Json(IReadOnlyList<ResponseCurve> curves, BudgetAllocation allocation) => new()
    {
        ["budget"] = _budget,
        ["budget_source"] = context.Budget is null ? "spend of the window" : "given",
        ["currency"] = pool.Currency,
        ["objective"] = allocation.Objective,
        ["period_days"] = allocation.PeriodDays,
        ["max_step"] = options.MaxStep,
        ["marginal_return"] = allocation.MarginalReturn,
        ["expected_effect"] = Effect(allocation.Effect),
        ["allocations"] = new JsonArray([.. allocation.Groups.Zip(curves, (group, curve) => (JsonNode)new JsonObject
        {
            ["key"] = FigureJson.Key(group.Key),
            ["from"] = group.Baseline,
            ["to"] = group.Amount,
            ["lowest"] = group.Lowest,
            ["highest"] = group.Highest,
            ["average_return"] = curve.AverageReturn,
            ["average_return_interval"] = FigureJson.Of(curve.AverageReturnInterval),
            ["carry_over"] = curve.IsIdentified ? curve.Decay : null,
            ["elasticity"] = curve.IsIdentified ? curve.Exponent : null,
            ["elasticity_interval"] = FigureJson.Of(curve.ExponentInterval),
            ["marginal_return_identified"] = curve.IsIdentified,
            ["marginal_return"] = group.MarginalAtBaseline,
            ["marginal_return_interval"] = FigureJson.Of(curve.MarginalReturnInterval),
            ["marginal_return_after"] = group.MarginalAtAmount,
            ["expected_effect"] = Effect(group.Effect),
            ["beyond_seen_spend"] = group.IsBeyondSeen,
            ["note"] = group.Note ?? curve.Note,
        })]),
        ["curves"] = new JsonArray([.. allocation.Groups.Zip(curves, (group, curve) => (JsonNode)Curve(group, curve, curves))]),
        ["left_out"] = new JsonArray([.. pool.LeftOut.Select(item => (JsonNode)new JsonObject { ["dataset"] = item.Dataset.Name, ["currency"] = item.Currency, ["reason"] = item.Reason })]),
        ["notes"] = FigureJson.Texts(allocation.Notes),
    };

    private JsonObject Curve(GroupAllocation group, ResponseCurve curve, IReadOnlyList<ResponseCurve> curves)
    {
        // Curves are per day (or per export); the budget is for a period of this many of them.
        var periods = (double)_budget / curves.Sum(each => each.CurrentSpend);
        var points = Enumerable.Range(0, CurvePoints).Select(index => (double)group.Baseline * (0.4 + 0.1 * index));
        return new JsonObject
        {
            ["target"] = group.Key[dimension],
            ["points"] = new JsonArray([.. points.Select(spend => (JsonNode)new JsonObject { ["spend"] = spend, ["response"] = periods * curve.OutcomeAt(spend / periods) })]),
        };
    }

    private static JsonObject? Effect(ExpectedEffect? effect) => effect is null
        ? null
        : new JsonObject { ["metric"] = effect.Metric, ["low"] = effect.Low, ["mid"] = effect.Mid, ["high"] = effect.High, ["level"] = effect.Level };
}
