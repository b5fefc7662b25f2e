namespace Omua.Analytics;

/// <summary>One campaign on one day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Channel">The channel: <c>paid_search</c>, <c>paid_social</c>, <c>display</c>.</param>
/// <param name="Campaign">The campaign.</param>
/// <param name="Currency">ISO 4217 code of the money.</param>
/// <param name="Impressions">Count.</param>
/// <param name="Clicks">Count.</param>
/// <param name="Cost">Money, whole cents.</param>
/// <param name="Conversions">Count.</param>
/// <param name="Revenue">Money, whole cents.</param>
public sealed record MarketRow(
    DateOnly Date, string Channel, string Campaign, string Currency, long Impressions, long Clicks, decimal Cost, long Conversions, decimal Revenue);
