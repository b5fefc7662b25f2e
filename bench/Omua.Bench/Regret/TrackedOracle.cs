using Omua.Analytics;

namespace Omua.Bench.Regret;

/// <summary>Knows every curve as tracking shows it, and nothing of what tracking hides; moves within the step. No contender: what the loss of tracking alone costs.</summary>
internal sealed class TrackedOracle() : BudgetPolicy("knows tracked curves")
{
    private LiveMarket? _market;

    public override void Sees(LiveMarket market) => _market = market;

    public override IReadOnlyList<decimal> Next(IReadOnlyList<string> campaigns, IReadOnlyList<decimal> amounts, IReadOnlyList<MarketRow> rows) =>
        Within([.. _market!.BestTracked(_market.Week, Cap * amounts.Sum()).Select(amount => (double)amount)], amounts);
}
