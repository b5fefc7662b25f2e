using System.Globalization;

namespace Omua.Agents.Attribution;

/// <summary>Options of the attribution agent.</summary>
internal sealed record AttributionAgentOptions : IValidated
{
    /// <summary>How long before the end of a journey a touch counts, for touchpoints. Unit: days; range 1 to 365; default 30.</summary>
    public double LookBackDays { get; init; } = 30;

    /// <summary>Order of the Markov chain; 0 takes the one with the best held-out likelihood. Unit: channels; range 0 to 6; default 1.</summary>
    public int MarkovOrder { get; init; } = 1;

    /// <summary>Resamples behind each interval. Unit: draws; range 40 to 10000; default 100.</summary>
    public int Draws { get; init; } = 100;

    /// <summary>Least conversions, by the last touch or by the chain, of a channel that a finding is about. Unit: conversions; range 1 to 100000; default 20.</summary>
    public double MinConversions { get; init; } = 20;

    public IEnumerable<OptionFault> Validate()
    {
        (string Key, double Value, double Low, double High)[] ranges =
            [("look_back_days", LookBackDays, 1, 365), ("markov_order", MarkovOrder, 0, 6), ("draws", Draws, 40, 10_000), ("min_conversions", MinConversions, 1, 100_000)];
        return ranges.Where(range => !(range.Value >= range.Low && range.Value <= range.High))
            .Select(range => new OptionFault(range.Key, string.Create(CultureInfo.InvariantCulture, $"is {range.Value}; use {range.Low} to {range.High}")));
    }
}
