namespace Omua.Analytics;

/// <summary>The part of one group in a change.</summary>
/// <param name="Key">The dimension values of the group.</param>
/// <param name="Before">The group's own metric in the earlier period; null where it has none.</param>
/// <param name="After">The group's own metric in the later period; null where it has none.</param>
/// <param name="ShareBefore">The group's share of the base (the denominator of a ratio) in the earlier period.</param>
/// <param name="ShareAfter">Its share in the later period.</param>
/// <param name="Effects">What the group adds to the change of the whole.</param>
/// <param name="Contribution">The sum of its effects, with the interval where days support one.</param>
/// <param name="RowCount">How many rows of the two periods.</param>
public sealed record ChangeSegment(
    IReadOnlyDictionary<string, string> Key, double? Before, double? After, double? ShareBefore, double? ShareAfter, ChangeEffects Effects, Estimate Contribution, long RowCount);
