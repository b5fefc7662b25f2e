namespace Omua.Analytics;

/// <summary>How credit is given.</summary>
public sealed record AttributionOptions
{
    /// <summary>Part of the first touch in the position-based model; 0 to 1, and not above 1 together with <see cref="LastShare"/>. Default 0.4.</summary>
    public double FirstShare { get; init; } = 0.4;

    /// <summary>Part of the last touch in the position-based model. Default 0.4.</summary>
    public double LastShare { get; init; } = 0.4;

    /// <summary>Days after which a touch has half the weight, in the time-decay model, where times are known; above 0. Default 7.</summary>
    public double HalfLifeDays { get; init; } = 7;

    /// <summary>Steps after which a touch has half the weight, in the time-decay model, where only the order is known; above 0. Default 1.</summary>
    public double HalfLifeSteps { get; init; } = 1;

    /// <summary>Order of the Markov chain, 1 to 6: how many of the last channels the next step depends on. 0 takes the order with the best held-out likelihood up to <see cref="MaximumOrder"/>. Default 1.</summary>
    public int MarkovOrder { get; init; } = 1;

    /// <summary>Highest order that is tried where the order is chosen; 1 to 6. Default 4.</summary>
    public int MaximumOrder { get; init; } = 4;

    /// <summary>Whether the held-out likelihood of each order is computed even where the order is given. Default false.</summary>
    public bool ComparesOrders { get; init; }

    /// <summary>Resamples of the journeys behind the interval of each credit; 0 for no intervals, else at least 40. Default 0.</summary>
    public int Draws { get; init; }

    /// <summary>Seed of the resamples, and of the split into journeys that orders are fitted to and journeys that they are judged by. Default 1.</summary>
    public int Seed { get; init; } = 1;
}
