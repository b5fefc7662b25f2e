using Omua.Agents.Figures;

namespace Omua.Agents.Budgets;

/// <summary>An allocation in the words of a marketer: one proposal for each campaign, and what changes in all.</summary>
internal sealed class AllocationReport(SpendPool pool, string dimension, BudgetAllocation allocation, bool isRedistribution, int currentDays)
{
    private const string Agent = "budget";

    private string Marginal => pool.Objective == MeasureNames.Revenue ? "marginal_roas" : "marginal_conversions";

    private string AverageFormula(ResponseCurve curve) => currentDays == 0 || curve.Window is null || !curve.IsIdentified
        ? $"sum({pool.Objective}) / sum(cost)"
        : $"sum({pool.Objective}) / sum(cost) over the window, read at the mean spend of its last {currentDays} days on x / (h + x), h = mean spend * elasticity / (1 - elasticity)";

    private string OutcomeUnit => pool.Objective == MeasureNames.Revenue ? pool.Currency : "count";

    private string ReturnUnit => pool.Objective == MeasureNames.Revenue ? "ratio" : $"conversions per {pool.Currency}";

    public Proposal Proposal(GroupAllocation group, ResponseCurve curve)
    {
        var (dataset, value) = (group.Key[SpendPool.DatasetColumn], group.Key[dimension]);
        return new Proposal
        {
            Id = $"{Agent}.{Slug.Of(dataset)}.{Slug.Of(value)}",
            Target = new ProposalTarget(dataset, dimension, value),
            Change = "budget",
            From = new Money(group.Baseline, pool.Currency),
            To = new Money(group.Amount, pool.Currency),
            ExpectedEffect = group.Effect,
            Evidence = [MarginalEvidence(group, curve), ReturnEvidence(group, curve)],
            Reason = Reason(group, curve),
        };
    }

    public IEnumerable<Finding> Findings(IReadOnlyList<ResponseCurve> curves)
    {
        var moved = allocation.Groups.Sum(group => Math.Max(0, group.Amount - group.Baseline));
        var effect = allocation.Effect;
        var interval = effect is { Low: { } low, High: { } high } ? new Interval(low, high, effect.Level) : (Interval?)null;
        var budget = new Money(allocation.Budget, pool.Currency);
        var range = interval is { } known
            ? $"between {Wording.Figure(known.Low)} and {Wording.Figure(known.High)}"
            : "no interval, since the data does not show what the last unit of spend brought";
        var isShown = moved > 0 && interval is not { Low: <= 0 };
        var caveat = moved > 0 && !isShown ? "; the data does not show that this beats the current shares" : "";
        yield return new Finding
        {
            Id = $"{Agent}.allocation",
            Title = (moved == 0
                ? $"The split of {budget} stays as it is: no move is supported by the data"
                : $"Moving {new Money(moved, pool.Currency)} of {budget} is expected to change {allocation.Objective} by {Wording.Figure(effect?.Mid)} ({range}){caveat}")
                + (isRedistribution ? "; no budget was given, so the spend of the window is re-distributed." : "."),
            Severity = isShown ? FindingSeverity.Opportunity : FindingSeverity.Info,
            Agent = Agent,
            Interval = interval,
            Evidence =
            [
                new Evidence
                {
                    Metric = $"{allocation.Objective}_change",
                    Value = effect?.Mid,
                    Unit = OutcomeUnit,
                    Formula = "sum over groups of outcome(proposed) - outcome(baseline); outcome(x) = current outcome * (x / current spend)^elasticity",
                    Dataset = curves.Select(curve => curve.Key[SpendPool.DatasetColumn]).Distinct(StringComparer.Ordinal) is var names ? string.Join(", ", names) : "",
                    RowCount = curves.Sum(curve => curve.RowCount),
                    Window = Window(curves),
                    Interval = interval,
                    Note = allocation.Notes.Count == 0 ? null : string.Join(" ", allocation.Notes),
                },
            ],
            Advice = moved == 0 ? null : !isShown ? "Leave the shares as they are until more days, or a test with changed budgets, show a difference." : "Approve the moves you agree with; each is bounded, so that the next run can measure what it did.",
        };

        foreach (var item in pool.LeftOut.Where(item => item.Dataset.SameSpendAs is null))
        {
            yield return LeftOut(item);
        }
    }

    private static DateRange? Window(IReadOnlyList<ResponseCurve> curves) =>
        curves.Any(curve => curve.Window is null) ? null : new DateRange(curves.Min(curve => curve.Window!.Value.From), curves.Max(curve => curve.Window!.Value.To));

    private static Finding LeftOut(LeftOut item) => new()
    {
        Id = $"{Agent}.left_out.{Slug.Of(item.Dataset.Name)}{(item.Currency is null ? "" : $".{Slug.Of(item.Currency)}")}",
        Title = $"{Wording.Name(item.Dataset.Name)} ({item.Dataset.Table.RowCount} rows{(item.Currency is null ? "" : $", {item.Currency}")}) is left out of the budget: {item.Reason}.",
        Severity = FindingSeverity.Warning,
        Agent = Agent,
        Evidence =
        [
            new Evidence
            {
                Metric = "rows", Value = item.Dataset.Table.RowCount, Unit = "count", Formula = "count(rows)", Dataset = item.Dataset.Name,
                RowCount = item.Dataset.Table.RowCount, Window = item.Dataset.Window, Note = item.Reason,
            },
        ],
    };

    private Evidence MarginalEvidence(GroupAllocation group, ResponseCurve curve) => Evidence(group, curve) with
    {
        Metric = Marginal,
        Value = group.MarginalAtBaseline,
        Formula = curve.IsIdentified
            ? $"elasticity * {AverageFormula(curve)}; elasticity from daily spend and {pool.Objective} by Poisson pseudo-maximum likelihood"
            : $"sum({pool.Objective}) / sum(cost), shrunk toward that of all groups; the return is taken as constant",
        Interval = curve.MarginalReturnInterval,
        Note = group.Note ?? curve.Note,
    };

    private Evidence ReturnEvidence(GroupAllocation group, ResponseCurve curve) => Evidence(group, curve) with
    {
        Metric = pool.Objective == MeasureNames.Revenue ? "roas" : "conversions_per_spend",
        Value = curve.CurrentOutcome / curve.CurrentSpend,
        Formula = AverageFormula(curve),
        Interval = curve.IsIdentified ? curve.AverageReturnInterval : null,
        Note = curve.IsIdentified ? "bootstrap of whole weeks" : null,
    };

    private Evidence Evidence(GroupAllocation group, ResponseCurve curve) => new()
    {
        Metric = "",
        Value = null,
        Unit = ReturnUnit,
        Formula = "",
        Dataset = group.Key[SpendPool.DatasetColumn],
        Rows = new Dictionary<string, string> { [dimension] = group.Key[dimension] },
        RowCount = curve.RowCount,
        Window = curve.Window,
    };

    private string Reason(GroupAllocation group, ResponseCurve curve)
    {
        var marginal = $"one more unit of spend is expected to return {Wording.Figure(group.MarginalAtBaseline)} {(pool.Objective == MeasureNames.Revenue ? "in revenue" : "conversions")}";
        var others = allocation.MarginalReturn is { } common ? $", against {Wording.Figure(common)} where the plan balances" : "";
        var move = group.Amount == group.Baseline ? "Kept" : group.Amount > group.Baseline ? "More" : "Less";
        return $"{move}: {marginal}{others}.{Average(group, curve)}{(group.Note ?? curve.Note) switch { null => "", var note => $" Note: {note}." }}{Wrong(group)}";
    }

    /// <summary>What would show that the move was a mistake, so that the next run can be held to it.</summary>
    private string Wrong(GroupAllocation group) => group.Amount == group.Baseline ? ""
        : group.Effect is { Low: { } low } ? $" Proved wrong if, over as many days as this rests on, {pool.Objective} of this group change by less than {Wording.Figure(low)}."
        : $" Proved wrong if, over as many days as this rests on, its {(pool.Objective == MeasureNames.Revenue ? "revenue" : "conversions")} do not follow its spend.";

    // A move against the average looks like a mistake to someone who knows only the averages.
    private string Average(GroupAllocation group, ResponseCurve curve)
    {
        if (!curve.IsIdentified || group.Amount == group.Baseline || !(pool.AverageReturn > 0))
        {
            return "";
        }

        var average = curve.CurrentOutcome / curve.CurrentSpend;
        return group.Amount > group.Baseline == average > pool.AverageReturn
            ? ""
            : $" On average it returns {Wording.Figure(average)}, {(average > pool.AverageReturn ? "above" : "below")} the {Wording.Figure(pool.AverageReturn)} of all; a move is decided by the next unit, not by the average.";
    }
}
