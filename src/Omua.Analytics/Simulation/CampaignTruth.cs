namespace Omua.Analytics;

/// <summary>
/// What a simulated campaign really is. Expected daily revenue at spend x on an average day is MaximumRevenue * x / (HalfSaturation + x) (Michaelis-Menten). Returns are those of scaling
/// every day's spend in proportion, over the days simulated, seasons included: the same question that <see cref="ResponseCurve"/> answers.
/// </summary>
public sealed record CampaignTruth
{
    private readonly double[] _spends;
    private readonly double[] _demands;

    internal CampaignTruth(double[] spends, double[] demands) => (_spends, _demands) = (spends, demands);

    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The campaign; unique in the market.</summary>
    public required string Campaign { get; init; }

    /// <summary>Revenue a day that no spend exceeds, on an average day; money.</summary>
    public required double MaximumRevenue { get; init; }

    /// <summary>Daily spend at which half of it is reached; money.</summary>
    public required double HalfSaturation { get; init; }

    /// <summary>Revenue of one conversion, on average; money.</summary>
    public required double ValuePerConversion { get; init; }

    /// <summary>Whether the campaign was planted as the wasteful one.</summary>
    public required bool IsWasteful { get; init; }

    /// <summary>Mean daily spend over the days simulated; money.</summary>
    public double CurrentSpend => _spends.Average();

    /// <summary>Expected revenue a day at the current spend; money.</summary>
    public double CurrentRevenue => RevenueAt(CurrentSpend);

    /// <summary>Expected revenue / spend at the current spend; ratio.</summary>
    public double Roas => CurrentRevenue / CurrentSpend;

    /// <summary>Spend / expected conversions at the current spend; money per conversion.</summary>
    public double Cpa => CurrentSpend / (CurrentRevenue / ValuePerConversion);

    /// <summary>Expected revenue of one more unit of money at the current spend; ratio.</summary>
    public double MarginalRoas => MarginalAt(CurrentSpend);

    /// <summary>Elasticity of revenue to spend at the current spend: <see cref="MarginalRoas"/> / <see cref="Roas"/>.</summary>
    public double Elasticity => MarginalRoas / Roas;

    /// <summary>Expected revenue a day if every day's spend were scaled so that their mean is <paramref name="spend"/>; money.</summary>
    public double RevenueAt(double spend)
    {
        var (scale, sum) = (spend / CurrentSpend, 0.0);
        for (var day = 0; day < _spends.Length; day++)
        {
            sum += _demands[day] * MaximumRevenue * scale * _spends[day] / (HalfSaturation + scale * _spends[day]);
        }

        return sum / _spends.Length;
    }

    /// <summary>Expected revenue of one more unit of money at that mean spend; ratio.</summary>
    public double MarginalAt(double spend)
    {
        var (mean, sum) = (CurrentSpend, 0.0);
        for (var day = 0; day < _spends.Length; day++)
        {
            var scaled = HalfSaturation + spend / mean * _spends[day];
            sum += _demands[day] * MaximumRevenue * HalfSaturation * _spends[day] / mean / (scaled * scaled);
        }

        return sum / _spends.Length;
    }
}
