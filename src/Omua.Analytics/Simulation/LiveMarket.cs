using MathNet.Numerics.Distributions;

namespace Omua.Analytics;

/// <summary>
/// A market that is played week by week: budgets go in, the rows that an ad platform would report come out. Eight campaigns of three channels with saturation, carry-over, weekdays, season, competition,
/// noise, and last-click tracking that loses conversions and credits some of the lost ones to brand search. What a budget is really worth, and what the best one is, is known. Not safe for several threads.
/// The same seed and the same budgets give the same rows; demand and competition do not hang on the budgets.
/// </summary>
public sealed class LiveMarket
{
    private const int LongestWeeks = 520;
    private static readonly double[] WeekdayDemand = [1.04, 1.02, 1.00, 0.99, 1.01, 0.95, 0.99];
    private static readonly double[] WeekdaySpend = [1.05, 1.05, 1.05, 1.05, 1.00, 0.90, 0.90];
    private readonly LiveMarketOptions _options;
    private readonly Random _random;
    private readonly List<LiveCampaign> _campaigns;
    private readonly double[][] _competition;
    private readonly double[] _left;
    private readonly double _phase;

    private LiveMarket(int seed, LiveMarketOptions options)
    {
        (_options, _random) = (options, new Random(seed));
        var daily = (double)options.WeeklyBudget / 7;
        double[] shares = [.. CampaignPlan.All.Select(plan => plan.Share * Math.Exp(0.6 * Normal.Sample(_random, 0, 1)))];
        _campaigns = [.. CampaignPlan.All.Select((plan, index) => Campaign(plan, daily, shares[index] / shares.Sum()))];
        _phase = _random.NextDouble() * 2 * Math.PI;
        _left = new double[_campaigns.Count];
        _competition = [.. _campaigns.Select(_ => Drift())];
    }

    /// <summary>Names of the campaigns, in the order of every list of amounts.</summary>
    public IReadOnlyList<string> Campaigns => [.. _campaigns.Select(campaign => campaign.Plan.Campaign)];

    /// <summary>The week that is played next, counted from 0.</summary>
    public int Week { get; private set; }

    /// <summary>The amounts with which the game starts: how a team happens to have split the budget. They sum to it exactly.</summary>
    public IReadOnlyList<decimal> FirstAmounts => MoneyRounding.ToTotal([.. _campaigns.Select(campaign => campaign.FirstShare * (double)_options.WeeklyBudget)], _options.WeeklyBudget, 2);

    /// <summary>A new market.</summary>
    /// <param name="seed">Decides what it is and every draw.</param>
    /// <param name="options">What market; default <see cref="LiveMarketOptions"/> as they stand.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/> for an option outside its range.</exception>
    public static LiveMarket Create(int seed, LiveMarketOptions? options = null)
    {
        options ??= new LiveMarketOptions();
        foreach (var (name, value, low, high) in new (string, double, double, double)[]
        {
            ("the weekly budget", (double)options.WeeklyBudget, 1, 1e12), ("the variation of spend", options.SpendVariation, 0, 1), ("the noise", options.Noise, 0, 1), ("the yearly season", options.YearlySeason, 0, 0.9),
            ("the carry-over", options.CarryOver, 0, 0.9), ("the competition", options.Competition, 0, 1), ("the tracking loss", options.TrackingLoss, 0, 0.9), ("the share of theft", options.LastClickTheft, 0, 1),
        })
        {
            if (!(value >= low && value <= high))
            {
                throw MathsFaults.OutOfRange(name, value, FormattableString.Invariant($"{low} to {high}"));
            }
        }

        return new LiveMarket(seed, options);
    }

    /// <summary>Plays the next week.</summary>
    /// <param name="amounts">Money for each campaign in this week, 0 and above, whole cents.</param>
    /// <returns>Seven rows for each campaign, as tracked; their cost sums to the amounts.</returns>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/> for amounts that cannot be.</exception>
    public IReadOnlyList<MarketRow> Play(IReadOnlyList<decimal> amounts)
    {
        if (amounts.Count != _campaigns.Count || amounts.Any(amount => amount < 0))
        {
            throw MathsFaults.OutOfRange("the smallest of the amounts", amounts.Count == 0 ? 0 : (double)amounts.Min(), FormattableString.Invariant($"0 and more, for {_campaigns.Count} campaigns"));
        }

        var spends = amounts.Select(Spends).ToList();
        var rows = new List<MarketRow>(7 * _campaigns.Count);
        for (var day = 0; day < 7; day++)
        {
            var (tracked, stolen) = (new long[_campaigns.Count], 0L);
            for (var index = 0; index < _campaigns.Count; index++)
            {
                var campaign = _campaigns[index];
                var effect = campaign.Revenue(Demand(index, Week, day), (double)spends[index][day]);
                var now = _left[index] + (1 - campaign.Decay) * effect;
                _left[index] = campaign.Decay * (_left[index] + (1 - campaign.Decay) * effect);
                var noise = Math.Exp(_options.Noise * Normal.Sample(_random, 0, 1) - _options.Noise * _options.Noise / 2);
                var all = Poisson.Sample(_random, Math.Max(1e-9, now * noise / campaign.Plan.Value));
                tracked[index] = Binomial.Sample(_random, 1 - campaign.Loss, all);
                stolen += all - tracked[index];
            }

            tracked[0] += Binomial.Sample(_random, _options.LastClickTheft, (int)stolen);
            rows.AddRange(_campaigns.Select((campaign, index) => Row(campaign, 7 * Week + day, spends[index][day], tracked[index])));
        }

        Week++;
        return rows;
    }

    /// <summary>Expected true revenue of a week's budget, what comes later included; money.</summary>
    public double Worth(int week, IReadOnlyList<decimal> amounts) => amounts.Select((amount, index) => Worth(index, week, (double)amount)).Sum();

    /// <summary>The split of a week's budget that is worth most, each amount within 0 and a cap.</summary>
    /// <param name="week">The week.</param>
    /// <param name="cap">The most that a campaign may get.</param>
    public IReadOnlyList<decimal> Best(int week, decimal cap) => Best(week, cap, _ => 1);

    /// <summary>The split that would be worth most if what tracking loses did not exist; its distance from <see cref="Best(int, decimal)"/> is what no method on tracked outcomes can know.</summary>
    /// <param name="week">The week.</param>
    /// <param name="cap">The most that a campaign may get.</param>
    public IReadOnlyList<decimal> BestTracked(int week, decimal cap) => Best(week, cap, index => 1 - _campaigns[index].Loss);

    private IReadOnlyList<decimal> Best(int week, decimal cap, Func<int, double> seen)
    {
        Func<double, double>[] marginals = [.. Enumerable.Range(0, _campaigns.Count).Select(index => (Func<double, double>)(amount => seen(index) * Marginal(index, week, amount)))];
        var inverses = marginals.Select(marginal => (Func<double, double>)(multiplier => ConcaveSplit.Inverse(marginal, multiplier, 0, (double)cap))).ToList();
        double[] caps = [.. _campaigns.Select(_ => (double)cap)];
        return MoneyRounding.ToTotal(ConcaveSplit.Of(marginals, inverses, new double[caps.Length], caps, (double)_options.WeeklyBudget).Amounts, _options.WeeklyBudget, 2);
    }

    private static double Pattern(int day) => WeekdaySpend[day] / WeekdaySpend.Sum();

    private double Worth(int index, int week, double amount) => Enumerable.Range(0, 7).Sum(day => _campaigns[index].Revenue(Demand(index, week, day), amount * Pattern(day)));

    private double Marginal(int index, int week, double amount) => Enumerable.Range(0, 7).Sum(day => Pattern(day) * _campaigns[index].Marginal(Demand(index, week, day), amount * Pattern(day)));

    private double Demand(int index, int week, int day) =>
        WeekdayDemand[day] * (1 + _options.YearlySeason * Math.Sin(2 * Math.PI * (7 * week + day) / 364 + _phase)) * _competition[index][Math.Min(week, LongestWeeks - 1)];

    private LiveCampaign Campaign(CampaignPlan plan, double daily, double firstShare)
    {
        var (mean, roas) = (plan.Share * daily, plan.Roas * Math.Exp(0.25 * Normal.Sample(_random, 0, 1)));
        var elasticity = Math.Clamp(plan.Elasticity + 0.08 * Normal.Sample(_random, 0, 1), 0.2, 0.9);
        var half = mean * elasticity / (1 - elasticity);
        var worst = plan.Channel switch { "paid_search" => 0.3, "paid_social" => 0.8, _ => 1.0 };
        return new LiveCampaign(plan, roas * (half + mean), half, _options.CarryOver * _random.NextDouble(), _options.TrackingLoss * worst * (0.5 + 0.5 * _random.NextDouble()), firstShare);
    }

    private double[] Drift()
    {
        var (factors, state) = (new double[LongestWeeks], Normal.Sample(_random, 0, 1));
        for (var week = 0; week < LongestWeeks; week++)
        {
            factors[week] = Math.Exp(_options.Competition * state);
            state = 0.9 * state + Math.Sqrt(1 - 0.81) * Normal.Sample(_random, 0, 1);
        }

        return factors;
    }

    private decimal[] Spends(decimal amount)
    {
        double[] raw = [.. Enumerable.Range(0, 7).Select(day => Pattern(day) * Math.Exp(_options.SpendVariation * Normal.Sample(_random, 0, 1)))];
        return MoneyRounding.ToTotal([.. raw.Select(value => value / raw.Sum() * (double)amount)], amount, 2);
    }

    private MarketRow Row(LiveCampaign campaign, int day, decimal spend, long conversions)
    {
        var revenue = conversions == 0 ? 0 : Gamma.Sample(_random, 4.0 * conversions, 4.0 / campaign.Plan.Value);
        var clicks = Math.Max(conversions, spend == 0 ? 0 : Poisson.Sample(_random, (double)spend / campaign.Plan.ClickCost));
        var impressions = clicks + Poisson.Sample(_random, Math.Max(1e-9, clicks / campaign.Plan.ClickRate - clicks));
        return new MarketRow(_options.Start.AddDays(day), campaign.Plan.Channel, campaign.Plan.Campaign, "USD", impressions, clicks, spend, conversions, Math.Round((decimal)revenue, 2));
    }
}
