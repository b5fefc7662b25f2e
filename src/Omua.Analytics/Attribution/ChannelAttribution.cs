namespace Omua.Analytics;

/// <summary>What one channel is credited with.</summary>
/// <param name="Channel">Its name.</param>
/// <param name="Touches">How many touches of converting journeys it has; count.</param>
/// <param name="Credits">Its credit by each model.</param>
/// <param name="RemovalEffect">Share of all conversions that the chain loses when the channel leads nowhere; ratio, 0 to 1. Removal effects do not sum to 1.</param>
public sealed record ChannelAttribution(string Channel, double Touches, IReadOnlyDictionary<AttributionModel, Credit> Credits, double RemovalEffect);
