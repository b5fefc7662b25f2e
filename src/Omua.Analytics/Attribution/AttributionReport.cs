namespace Omua.Analytics;

/// <summary>The credit of each channel by each model, side by side.</summary>
public sealed record AttributionReport
{
    /// <summary>The channels, most conversions by the linear model first.</summary>
    public required IReadOnlyList<ChannelAttribution> Channels { get; init; }

    /// <summary>How many different paths, or journeys.</summary>
    public required long PathCount { get; init; }

    /// <summary>How many touches on all paths, each path once.</summary>
    public required long StepCount { get; init; }

    /// <summary>All conversions; each model's credits sum to exactly this, in the order of <see cref="Channels"/>.</summary>
    public required double Conversions { get; init; }

    /// <summary>What all conversions were worth; null where the paths do not say. Each model's credits sum to exactly this.</summary>
    public double? Value { get; init; }

    /// <summary>Journeys without a conversion; null where the paths do not count them.</summary>
    public double? Nulls { get; init; }

    /// <summary>Probability that a journey ends in a conversion, in the chain; ratio.</summary>
    public required double ConversionProbability { get; init; }

    /// <summary>The order of the chain that the Markov credits come from.</summary>
    public required int MarkovOrder { get; init; }

    /// <summary>Held-out likelihood of each order that was compared; empty where none was.</summary>
    public IReadOnlyList<OrderLikelihood> Orders { get; init; } = [];

    /// <summary>What a reader must know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
