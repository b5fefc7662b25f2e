using Omua.Analytics;

namespace Omua.Bench.Regret;

/// <summary>What the budget agent does with <c>current_days: 7</c> and <c>share_elasticity: true</c>: curves from all rows so far, read at this week's spend, and the concave allocation within the bounds.</summary>
internal sealed class BudgetAgentPolicy() : BudgetPolicy("budget agent")
{
    public override IReadOnlyList<decimal> Next(IReadOnlyList<string> campaigns, IReadOnlyList<decimal> amounts, IReadOnlyList<MarketRow> rows)
    {
        var builder = new PerformanceTableBuilder([DimensionNames.Campaign], [MeasureNames.Cost, MeasureNames.Conversions, MeasureNames.Revenue], hasDays: true);
        foreach (var row in rows)
        {
            builder.Add(row.Date.DayNumber, [row.Campaign], [(double)row.Cost, row.Conversions, (double)row.Revenue]);
        }

        var curves = ResponseCurve.Fit(builder.Build(), [DimensionNames.Campaign], new ResponseOptions { Draws = 100, CurrentDays = 7, SharesElasticity = true });
        var (budget, places) = (amounts.Sum(), curves.Select(curve => campaigns.ToList().IndexOf(curve.Label)).ToList());
        var allocation = BudgetAllocation.Allocate(curves, budget, new AllocationConstraints
        {
            MaximumStep = (double)Step,
            PeriodDays = 7,
            Caps = curves.Zip(places).ToDictionary(pair => pair.First.Label, pair => Most(pair.Second, amounts)),
        });
        var next = amounts.ToArray();
        foreach (var (group, place) in allocation.Groups.Zip(places))
        {
            next[place] = group.Amount;
        }

        return next;
    }
}
