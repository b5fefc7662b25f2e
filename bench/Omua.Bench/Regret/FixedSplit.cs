using Omua.Analytics;

namespace Omua.Bench.Regret;

/// <summary>Leaves the split as the team had it.</summary>
internal sealed class FixedSplit() : BudgetPolicy("fixed split")
{
    public override IReadOnlyList<decimal> Next(IReadOnlyList<string> campaigns, IReadOnlyList<decimal> amounts, IReadOnlyList<MarketRow> rows) => amounts;
}
