namespace Omua.Analytics;

/// <summary>A named column of a mix model: the spend of a channel, or a control.</summary>
/// <param name="Name">The name.</param>
/// <param name="Values">One finite value for each period.</param>
public sealed record MixColumn(string Name, IReadOnlyList<double> Values);
