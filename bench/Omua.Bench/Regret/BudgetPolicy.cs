using Omua.Analytics;

namespace Omua.Bench.Regret;

/// <summary>Decides the next week's amounts from the rows so far and this week's amounts, within bounds that are the same for all.</summary>
internal abstract class BudgetPolicy(string name)
{
    /// <summary>Largest change of an amount from week to week, as a share of it.</summary>
    public const decimal Step = 0.2m;

    /// <summary>The most that a campaign may get, as a share of the budget.</summary>
    public const decimal Cap = 0.4m;

    public string Name { get; } = name;

    /// <summary>Only the oracle looks.</summary>
    public virtual void Sees(LiveMarket market)
    {
    }

    public abstract IReadOnlyList<decimal> Next(IReadOnlyList<string> campaigns, IReadOnlyList<decimal> amounts, IReadOnlyList<MarketRow> rows);

    /// <summary>Amounts in proportion to wishes, within the bounds, that sum to the budget.</summary>
    protected static IReadOnlyList<decimal> Within(IReadOnlyList<double> wishes, IReadOnlyList<decimal> amounts)
    {
        var budget = amounts.Sum();
        double[] lows = [.. amounts.Select(amount => (double)(amount * (1 - Step)))];
        double[] highs = [.. amounts.Select((amount, index) => (double)Math.Min(amount * (1 + Step), Most(index, amounts)))];
        var (less, more) = (0.0, 1e9);
        for (var step = 0; step < 200; step++)
        {
            var middle = (less + more) / 2;
            (less, more) = Sum(middle) < (double)budget ? (middle, more) : (less, middle);
        }

        var cents = wishes.Select((wish, index) => Math.Floor((decimal)Math.Clamp(wish * less, lows[index], highs[index]) * 100) / 100).ToList();
        for (var index = 0; cents.Sum() < budget; index = (index + 1) % cents.Count)
        {
            cents[index] += (double)(cents[index] + 0.01m) <= highs[index] ? 0.01m : 0;
        }

        return cents;
        double Sum(double scale) => wishes.Select((wish, index) => Math.Clamp(wish * scale, lows[index], highs[index])).Sum();
    }

    /// <summary>The cap; a campaign that starts above it comes down as fast as the step lets it and the others can take up what it leaves.</summary>
    public static decimal Most(int index, IReadOnlyList<decimal> amounts)
    {
        var cap = Cap * amounts.Sum();
        var taken = amounts.Where((_, other) => other != index).Sum(amount => decimal.Floor(Math.Min(amount * (1 + Step), Math.Max(cap, amount * (1 - Step))) * 100) / 100);
        return Math.Max(Math.Max(cap, decimal.Ceiling(amounts[index] * (1 - Step) * 100) / 100), amounts.Sum() - taken);
    }

    /// <summary>Tracked revenue for each unit of spend in the last four weeks.</summary>
    protected static double[] Roas(IReadOnlyList<string> campaigns, IReadOnlyList<MarketRow> rows)
    {
        var from = rows[^1].Date.AddDays(-27);
        var recent = rows.Where(row => row.Date >= from).ToLookup(row => row.Campaign);
        return [.. campaigns.Select(name => recent[name].Sum(row => row.Cost) is > 0 and var cost ? (double)(recent[name].Sum(row => row.Revenue) / cost) : 0)];
    }
}
