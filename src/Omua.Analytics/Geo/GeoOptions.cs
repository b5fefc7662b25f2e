namespace Omua.Analytics;

/// <summary>What was done where and when, and how sure the answer must be.</summary>
public sealed record GeoOptions
{
    /// <summary>The places in which something was done.</summary>
    public required IReadOnlyList<string> Treated { get; init; }

    /// <summary>The first moment of it; periods that start from then on are after it.</summary>
    public required DateTime From { get; init; }

    /// <summary>The last moment; later periods are left out. Default null: the end of the panel.</summary>
    public DateTime? To { get; init; }

    /// <summary>Money that it cost, for the return. Default null.</summary>
    public double? Spend { get; init; }

    /// <summary>Confidence level of the interval. Default 0.9; what is possible is 1 - 1/periods.</summary>
    public double Level { get; init; } = 0.9;
}
