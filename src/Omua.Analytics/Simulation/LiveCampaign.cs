namespace Omua.Analytics;

/// <summary>What a campaign of a live market really is: expected revenue of a day at spend x is demand * MaximumRevenue * x / (HalfSaturation + x), of which a part comes on the days after.</summary>
/// <param name="Plan">What it is meant to be.</param>
/// <param name="MaximumRevenue">Revenue a day that no spend exceeds.</param>
/// <param name="HalfSaturation">Daily spend at which half of it is reached.</param>
/// <param name="Decay">Share of a day's effect that is left for the day after.</param>
/// <param name="Loss">Share of conversions that tracking loses.</param>
/// <param name="FirstShare">Its share of the budget when the game starts.</param>
internal sealed record LiveCampaign(CampaignPlan Plan, double MaximumRevenue, double HalfSaturation, double Decay, double Loss, double FirstShare)
{
    public double Revenue(double demand, double spend) => demand * MaximumRevenue * spend / (HalfSaturation + spend);

    public double Marginal(double demand, double spend) => demand * MaximumRevenue * HalfSaturation / ((HalfSaturation + spend) * (HalfSaturation + spend));
}
