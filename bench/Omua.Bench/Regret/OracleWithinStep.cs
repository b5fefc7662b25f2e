using Omua.Analytics;

namespace Omua.Bench.Regret;

/// <summary>Knows the truth and may move no faster than the others: what the step alone costs. No contender.</summary>
internal sealed class OracleWithinStep() : BudgetPolicy("oracle within the step")
{
    private LiveMarket? _market;

    public override void Sees(LiveMarket market) => _market = market;

    public override IReadOnlyList<decimal> Next(IReadOnlyList<string> campaigns, IReadOnlyList<decimal> amounts, IReadOnlyList<MarketRow> rows) =>
        Within([.. _market!.Best(_market.Week, Cap * amounts.Sum()).Select(amount => (double)amount)], amounts);
}
