namespace Omua.Abstractions;

/// <summary>The range in which a figure lies at a stated level of confidence.</summary>
/// <param name="Low">The lower end, in the unit of the figure.</param>
/// <param name="High">The upper end, in the unit of the figure.</param>
/// <param name="Level">The confidence level, between 0 and 1; default 0.95.</param>
public readonly record struct Interval(double Low, double High, double Level = 0.95)
{
    /// <summary>Whether a value lies in the range, ends included.</summary>
    public bool Contains(double value) => value >= Low && value <= High;
}
