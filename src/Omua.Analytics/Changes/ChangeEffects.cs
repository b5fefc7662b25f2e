namespace Omua.Analytics;

/// <summary>The parts of a change, in the unit of the metric. They sum to the change.</summary>
/// <param name="Volume">What follows from the size of the whole (spend, impressions) alone; 0 for a ratio, which has no size.</param>
/// <param name="Mix">What follows from shares that moved between groups.</param>
/// <param name="Rate">What follows from groups that do better or worse than before.</param>
/// <param name="Unpaired">What a group had in one of the two periods without a base to measure a rate by: spend without conversions.</param>
public readonly record struct ChangeEffects(double Volume, double Mix, double Rate, double Unpaired)
{
    /// <summary>The sum of the parts.</summary>
    public double Total => Volume + Mix + Rate + Unpaired;
}
