using System.Diagnostics;
using Omua.Analytics;

namespace Omua.Bench.Regret;

/// <summary>Plays markets week by week under each policy and holds what the budgets were really worth against the best ones.</summary>
internal static class RegretComparison
{
    private const int HistoryWeeks = 12;

    public static void Run(int markets, int weeks, int firstSeed, LiveMarketOptions options)
    {
        Func<BudgetPolicy>[] policies = [() => new FixedSplit(), () => new LastClickChasing(), () => new RawEqualMarginal(), () => new BudgetAgentPolicy(), () => new TrackedOracle(), () => new OracleWithinStep()];
        var results = new Played[policies.Length, markets];
        var watch = Stopwatch.StartNew();
        Parallel.For(0, markets, market =>
        {
            // What is best hangs on the seed and the week alone, so it is found once for all policies.
            var truth = LiveMarket.Create(firstSeed + market, options);
            var cap = BudgetPolicy.Cap * truth.FirstAmounts.Sum();
            double[] optima = [.. Enumerable.Range(HistoryWeeks, weeks).Select(week => truth.Worth(week, truth.Best(week, cap)))];
            for (var policy = 0; policy < policies.Length; policy++)
            {
                results[policy, market] = Play(policies[policy](), firstSeed + market, optima, options);
            }
        });

        Console.WriteLine($"{markets} markets from seed {firstSeed}, {weeks} weekly decisions after {HistoryWeeks} weeks of history, spend variation {options.SpendVariation}, noise {options.Noise}, {watch.Elapsed.TotalSeconds:N0} s");
        var chasing = Enumerable.Range(0, markets).Average(market => results[1, market].Regret);
        for (var policy = 0; policy < policies.Length; policy++)
        {
            var regrets = Enumerable.Range(0, markets).Select(market => results[policy, market].Regret).Order().ToList();
            var last = Enumerable.Range(0, markets).Average(market => results[policy, market].LastRegret);
            Console.WriteLine($"{policies[policy]().Name,-28} regret {regrets.Average(),7:P2}  ({regrets[0]:P2}..{regrets[^1]:P2})  of chasing {regrets.Average() / chasing,6:N3}  last 4 weeks {last,7:P2}  violated bounds {Enumerable.Range(0, markets).Sum(market => results[policy, market].Violations)}");
        }
    }

    private static Played Play(BudgetPolicy policy, int seed, double[] optima, LiveMarketOptions options)
    {
        var market = LiveMarket.Create(seed, options);
        policy.Sees(market);
        var (amounts, rows) = (market.FirstAmounts, new List<MarketRow>());
        for (var week = 0; week < HistoryWeeks; week++)
        {
            rows.AddRange(market.Play(amounts));
        }

        var (budget, lost, best, lastLost, lastBest, violations) = (amounts.Sum(), 0.0, 0.0, 0.0, 0.0, 0);
        for (var week = 0; week < optima.Length; week++)
        {
            var next = policy.Next(market.Campaigns, amounts, rows);
            violations += next.Sum() == budget ? 0 : 1;
            violations += policy is FixedSplit ? 0 : next.Where((amount, index) => amount > BudgetPolicy.Most(index, amounts) + 0.02m || Math.Abs(amount - amounts[index]) > BudgetPolicy.Step * amounts[index] + 0.02m).Count();
            var regret = optima[week] - market.Worth(market.Week, next);
            (lost, best) = (lost + regret, best + optima[week]);
            if (week >= optima.Length - 4)
            {
                (lastLost, lastBest) = (lastLost + regret, lastBest + optima[week]);
            }

            rows.AddRange(market.Play(next));
            amounts = next;
        }

        return new Played(lost / best, lastLost / lastBest, violations);
    }

    private sealed record Played(double Regret, double LastRegret, int Violations);
}
