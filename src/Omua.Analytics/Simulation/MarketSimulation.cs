using MathNet.Numerics.Distributions;

namespace Omua.Analytics;

/// <summary>
/// Simulates a market whose truth is known: eight campaigns of three channels with saturating response, weekdays, a yearly season, spend that moves from day to day, noise, one wasteful
/// campaign and one day on which conversions of one campaign broke down. The same seed gives the same rows.
/// </summary>
public static class MarketSimulation
{
    private const double BreakdownFactor = 0.1;
    private static readonly double[] WeekdayDemand = [1.04, 1.02, 1.00, 0.99, 1.01, 0.95, 0.99];
    private static readonly double[] WeekdaySpend = [1.05, 1.05, 1.05, 1.05, 1.00, 0.90, 0.90];

    /// <summary>Simulates a market.</summary>
    /// <param name="seed">Decides every draw.</param>
    /// <param name="options">What market; default <see cref="MarketOptions"/> as they stand.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/> for an option outside its range.</exception>
    public static SimulatedMarket Generate(int seed, MarketOptions? options = null)
    {
        options ??= new MarketOptions();
        Validate(options);
        var random = new Random(seed);
        var campaigns = CampaignPlan.All.Select(plan => (Plan: plan, Truth: Truth(plan, options, random))).ToList();
        // Away from both ends, so that there is a baseline on either side, and on the campaign with the most conversions a day.
        var struck = campaigns.MaxBy(campaign => campaign.Truth.Truth.CurrentRevenue / campaign.Plan.Value);
        var day = random.Next(options.Days / 4, options.Days * 3 / 4);
        var anomaly = new PlantedAnomaly(struck.Plan.Channel, struck.Plan.Campaign, options.Start.AddDays(day), MeasureNames.Conversions, BreakdownFactor);
        var rows = new List<MarketRow>(options.Days * campaigns.Count);
        for (var index = 0; index < options.Days; index++)
        {
            rows.AddRange(campaigns.Select(campaign => Row(
                campaign.Plan, campaign.Truth, index, options, random, index == day && campaign.Plan == struck.Plan ? BreakdownFactor : 1)));
        }

        var truth = new MarketTruth
        {
            Seed = seed,
            Window = new DateRange(options.Start, options.Start.AddDays(options.Days - 1)),
            Campaigns = [.. campaigns.Select(campaign => campaign.Truth.Truth)],
            Anomalies = [anomaly],
        };
        return new SimulatedMarket(rows, truth);
    }

    private static (CampaignTruth Truth, double[] Spends, double[] Demands) Truth(CampaignPlan plan, MarketOptions options, Random random)
    {
        var mean = plan.Share * options.DailySpend;
        // The plan is the same for every seed; what a campaign really returns is not.
        var roas = plan.Roas * Math.Exp(0.08 * Normal.Sample(random, 0, 1));
        var elasticity = Math.Clamp(plan.Elasticity + 0.05 * Normal.Sample(random, 0, 1), 0.2, 0.9);
        var halfSaturation = mean * elasticity / (1 - elasticity);
        var (spends, demands) = (new double[options.Days], new double[options.Days]);
        var drift = 0.0;
        for (var day = 0; day < options.Days; day++)
        {
            var weekday = day % 7;
            var season = 1 + options.YearlySeason * Math.Sin(2 * Math.PI * (day - 30) / 364);
            demands[day] = WeekdayDemand[weekday] * season;
            // Half of the variation lasts for days, half is fresh each day.
            drift = 0.8 * drift + 0.6 * Normal.Sample(random, 0, 1);
            var move = options.SpendVariation * Math.Sqrt(0.5) * (drift + Normal.Sample(random, 0, 1));
            var raw = mean * WeekdaySpend[weekday] * Math.Sqrt(season) * Math.Exp(move - options.SpendVariation * options.SpendVariation / 2);
            spends[day] = Math.Round(Math.Max(0.01, raw), 2);
        }

        var truth = new CampaignTruth(spends, demands)
        {
            Channel = plan.Channel,
            Campaign = plan.Campaign,
            MaximumRevenue = roas * (halfSaturation + mean),
            HalfSaturation = halfSaturation,
            ValuePerConversion = plan.Value,
            IsWasteful = plan.IsWasteful,
        };
        return (truth, spends, demands);
    }

    private static MarketRow Row(CampaignPlan plan, (CampaignTruth Truth, double[] Spends, double[] Demands) campaign, int day, MarketOptions options, Random random, double factor)
    {
        var (truth, spend) = (campaign.Truth, campaign.Spends[day]);
        var noise = Math.Exp(options.Noise * Normal.Sample(random, 0, 1) - options.Noise * options.Noise / 2);
        var expected = campaign.Demands[day] * truth.MaximumRevenue * spend / (truth.HalfSaturation + spend) * noise * factor / plan.Value;
        var conversions = Poisson.Sample(random, Math.Max(1e-9, expected));
        // The sum of n exponential-like order values: gamma with shape 4n has mean 4n and keeps each order's spread at half its value.
        var revenue = conversions == 0 ? 0 : Gamma.Sample(random, 4.0 * conversions, 4.0 / plan.Value);
        var clicks = Math.Max(conversions, Poisson.Sample(random, spend / plan.ClickCost));
        var impressions = clicks + Poisson.Sample(random, Math.Max(1e-9, clicks / plan.ClickRate - clicks));
        return new MarketRow(
            options.Start.AddDays(day), plan.Channel, plan.Campaign, options.Currency, impressions, clicks, Math.Round((decimal)spend, 2), conversions, Math.Round((decimal)revenue, 2));
    }

    private static void Validate(MarketOptions options)
    {
        foreach (var (name, value, low, high) in new (string, double, double, double)[]
        {
            ("the number of days", options.Days, 56, 3660), ("the daily spend", options.DailySpend, 1, 1e9), ("the variation of spend", options.SpendVariation, 0, 1),
            ("the noise", options.Noise, 0, 1), ("the yearly season", options.YearlySeason, 0, 0.9),
        })
        {
            if (!(value >= low && value <= high))
            {
                throw MathsFaults.OutOfRange(name, value, FormattableString.Invariant($"{low} to {high}"));
            }
        }
    }
}
