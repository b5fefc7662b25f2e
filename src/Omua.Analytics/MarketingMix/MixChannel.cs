namespace Omua.Analytics;

/// <summary>What a mix model says of a channel.</summary>
public sealed record MixChannel
{
    /// <summary>The channel.</summary>
    public required string Name { get; init; }

    /// <summary>Its transform, given or found.</summary>
    public required MixTransform Transform { get; init; }

    /// <summary>Outcome per unit of transformed spend; 0 and above.</summary>
    public required double Coefficient { get; init; }

    /// <summary>Spend over all periods.</summary>
    public required double Spend { get; init; }

    /// <summary>Outcome that the model lays to the channel, over all periods.</summary>
    public required double Contribution { get; init; }

    /// <summary>Contribution / spend: outcome for each unit of spend.</summary>
    public double Roas => Contribution / Spend;

    /// <summary>What the data says of <see cref="Roas"/> without lift tests; the same where none is of this channel. What it is above <see cref="Roas"/> goes with spend and is not caused by it.</summary>
    public required double ObservedRoas { get; init; }

    /// <summary>The interval of <see cref="Roas"/> by block bootstrap; null without draws.</summary>
    public Interval? RoasInterval { get; init; }

    /// <summary>Outcome of one more unit of spend, spread as the spend was (from a hundredth more).</summary>
    public required double MarginalRoas { get; init; }

    /// <summary>The interval of <see cref="MarginalRoas"/>; null without draws.</summary>
    public Interval? MarginalRoasInterval { get; init; }

    /// <summary>Share of the variation of its transformed spend that trend, season, controls and the other channels do not explain; near 0 the data cannot tell it from them.</summary>
    public required double OwnVariation { get; init; }
}
