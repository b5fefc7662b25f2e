using Omua.Analytics;

namespace Omua.Bench.Regret;

/// <summary>Scales each campaign by its tracked return over that of all, week after week.</summary>
internal sealed class LastClickChasing() : BudgetPolicy("last-click ROAS chasing")
{
    public override IReadOnlyList<decimal> Next(IReadOnlyList<string> campaigns, IReadOnlyList<decimal> amounts, IReadOnlyList<MarketRow> rows)
    {
        var roas = Roas(campaigns, rows);
        return Within([.. amounts.Select((amount, index) => (double)amount * roas[index])], amounts);
    }
}
