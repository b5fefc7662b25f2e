namespace Omua.Analytics;

/// <summary>An event that was planted in a simulated market.</summary>
/// <param name="Channel">The channel that it struck.</param>
/// <param name="Campaign">The campaign that it struck.</param>
/// <param name="Day">The day.</param>
/// <param name="Metric">The measure that broke: <c>conversions</c> (and revenue with it).</param>
/// <param name="Factor">What the expected value was multiplied by.</param>
public sealed record PlantedAnomaly(string Channel, string Campaign, DateOnly Day, string Metric, double Factor);
