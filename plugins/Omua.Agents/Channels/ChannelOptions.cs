using System.Globalization;

namespace Omua.Agents.Channels;

/// <summary>Options of a channel's specialist.</summary>
internal sealed record ChannelOptions : IValidated
{
    /// <summary>Dimensions with more values than this are not ranked. Unit: values; range 2 to 10000; default 200.</summary>
    public int MaxSegments { get; init; } = 200;

    /// <summary>Least spend of a segment that is judged. Unit: multiples of the account's cost per conversion; range 1 to 1000; default 3.</summary>
    public double MinCpaMultiple { get; init; } = 3;

    /// <summary>Least conversions that a segment would have at the rate of the rest, to be judged. Unit: conversions; range 1 to 10000; default 5.</summary>
    public double MinExpectedConversions { get; init; } = 5;

    /// <summary>Expected share of false ones among the segments called wasteful or winners. Unit: share; range 0.001 to 0.5; default 0.05.</summary>
    public double FalseDiscoveryRate { get; init; } = 0.05;

    /// <summary>Half width of the band of ordinary days. Unit: robust standard deviations; range 2 to 20; default 4.</summary>
    public double AnomalyThreshold { get; init; } = 4;

    /// <summary>Most findings of one task; its result holds all. Unit: findings; range 1 to 1000; default 10.</summary>
    public int MaxFindings { get; init; } = 10;

    public IEnumerable<OptionFault> Validate()
    {
        (string Key, double Value, double Low, double High)[] ranges =
        [
            ("max_segments", MaxSegments, 2, 10_000),
            ("min_cpa_multiple", MinCpaMultiple, 1, 1000),
            ("min_expected_conversions", MinExpectedConversions, 1, 10_000),
            ("false_discovery_rate", FalseDiscoveryRate, 0.001, 0.5),
            ("anomaly_threshold", AnomalyThreshold, 2, 20),
            ("max_findings", MaxFindings, 1, 1000),
        ];
        return ranges.Where(range => !(range.Value >= range.Low && range.Value <= range.High))
            .Select(range => new OptionFault(range.Key, string.Create(CultureInfo.InvariantCulture, $"is {range.Value}; use {range.Low} to {range.High}")));
    }
}
