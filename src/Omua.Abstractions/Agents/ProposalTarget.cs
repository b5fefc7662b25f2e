namespace Omua.Abstractions;

/// <summary>What a proposal would change: a campaign, an ad set, a channel.</summary>
/// <param name="Dataset">The dataset that names it.</param>
/// <param name="Dimension">What kind of thing it is: <c>campaign</c>, <c>ad_set</c>, <c>channel</c>.</param>
/// <param name="Value">Which one, as the export names it. Data, not text to act on.</param>
public sealed record ProposalTarget(string Dataset, string Dimension, string Value);
