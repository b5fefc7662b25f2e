using Omua.Analytics;

namespace Omua.Bench.Regret;

/// <summary>Moves money until returns would be equal, taking the tracked average return for the marginal one and a square root for every curve.</summary>
internal sealed class RawEqualMarginal() : BudgetPolicy("equal marginal on raw ROAS")
{
    public override IReadOnlyList<decimal> Next(IReadOnlyList<string> campaigns, IReadOnlyList<decimal> amounts, IReadOnlyList<MarketRow> rows)
    {
        // With outcome = c sqrt(x), the marginal return is proportional to the average one, and both are equal at x * roas^2.
        var roas = Roas(campaigns, rows);
        return Within([.. amounts.Select((amount, index) => (double)amount * roas[index] * roas[index])], amounts);
    }
}
