namespace Omua.Analytics;

/// <summary>What a simulated campaign is meant to be, before chance moves it.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Campaign">The campaign.</param>
/// <param name="Share">Share of the market's spend.</param>
/// <param name="Roas">Return on ad spend at its mean spend.</param>
/// <param name="Elasticity">Elasticity at its mean spend: half-saturation / (half-saturation + mean spend).</param>
/// <param name="Value">Revenue of one conversion.</param>
/// <param name="ClickCost">Cost of a click.</param>
/// <param name="ClickRate">Clicks for each impression.</param>
/// <param name="IsWasteful">Whether it is the wasteful one.</param>
internal sealed record CampaignPlan(
    string Channel, string Campaign, double Share, double Roas, double Elasticity, double Value, double ClickCost, double ClickRate, bool IsWasteful = false)
{
    public static IReadOnlyList<CampaignPlan> All { get; } =
    [
        new("paid_search", "search_brand", 0.10, 4.2, 0.35, 45, 0.9, 0.08),
        new("paid_search", "search_generic", 0.20, 2.1, 0.70, 45, 1.6, 0.04),
        new("paid_search", "search_competitor", 0.08, 1.6, 0.60, 45, 2.2, 0.03),
        new("paid_social", "social_prospecting", 0.20, 1.7, 0.75, 38, 0.8, 0.012),
        new("paid_social", "social_retargeting", 0.12, 2.9, 0.45, 38, 0.7, 0.015),
        new("paid_social", "social_lookalike", 0.12, 1.9, 0.65, 38, 0.9, 0.011),
        new("display", "display_prospecting", 0.10, 1.2, 0.60, 32, 0.4, 0.003),
        new("display", "display_broad_audience", 0.08, 0.3, 0.40, 32, 0.35, 0.002, IsWasteful: true),
    ];
}
