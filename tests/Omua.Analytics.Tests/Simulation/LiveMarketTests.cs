namespace Omua.Analytics.Tests;

public sealed class LiveMarketTests
{
    [Fact]
    public void Play_SameSeedAndBudgets_GivesSameRows() => Assert.Equal(Rows(3), Rows(3));

    [Fact]
    public void Play_AWeek_SpendsExactlyWhatWasGiven()
    {
        var market = LiveMarket.Create(1);
        var rows = market.Play(market.FirstAmounts);

        Assert.Equal(7 * market.Campaigns.Count, rows.Count);
        Assert.Equal(market.FirstAmounts, market.Campaigns.Select(name => rows.Where(row => row.Campaign == name).Sum(row => row.Cost)));
        Assert.Equal(14_000m, market.FirstAmounts.Sum());
    }

    [Fact]
    public void Best_IsWorthMoreThanAnythingNear()
    {
        var market = LiveMarket.Create(2);
        var best = market.Best(5, 6_000);

        Assert.Equal(14_000m, best.Sum());
        Assert.All(best, amount => Assert.InRange(amount, 0, 6_000));
        Assert.True(market.Worth(5, best) >= market.Worth(5, market.FirstAmounts));
        for (var from = 0; from < best.Count; from++)
        {
            decimal[] moved = [.. best];
            var to = (from + 3) % best.Count;
            if (moved[from] >= 50 && moved[to] <= 5_950)
            {
                (moved[from], moved[to]) = (moved[from] - 50, moved[to] + 50);
                Assert.True(market.Worth(5, moved) <= market.Worth(5, best));
            }
        }
    }

    // What is tracked is less than what is true, and brand search gets more than it earns.
    [Fact]
    public void Play_TrackingLoss_HidesRevenueAndFlattersBrandSearch()
    {
        var (tracked, worth, brand, brandWorth) = (0.0, 0.0, 0.0, 0.0);
        var market = LiveMarket.Create(4, new LiveMarketOptions { TrackingLoss = 0.9, LastClickTheft = 0.5 });
        for (var week = 0; week < 20; week++)
        {
            worth += market.Worth(week, market.FirstAmounts);
            brandWorth += market.Worth(week, [market.FirstAmounts[0], .. new decimal[7]]);
            var rows = market.Play(market.FirstAmounts);
            tracked += (double)rows.Sum(row => row.Revenue);
            brand += (double)rows.Where(row => row.Campaign == market.Campaigns[0]).Sum(row => row.Revenue);
        }

        Assert.True(tracked < worth);
        Assert.True(brand > brandWorth);
    }

    [Fact]
    public void Play_NegativeAmount_IsRefused() => Assert.Equal(FaultCodes.FigureOutOfRange, Tables.Code(() => LiveMarket.Create(1).Play([-1, 0, 0, 0, 0, 0, 0, 0])));

    private static List<MarketRow> Rows(int seed)
    {
        var market = LiveMarket.Create(seed);
        return [.. Enumerable.Range(0, 3).SelectMany(_ => market.Play(market.FirstAmounts))];
    }
}
