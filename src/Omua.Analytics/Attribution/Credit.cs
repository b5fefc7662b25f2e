namespace Omua.Analytics;

/// <summary>Credit for conversions.</summary>
/// <param name="Conversions">Conversions; count, with fractions.</param>
/// <param name="Value">What they were worth, in the unit of the paths; null where those do not say.</param>
public sealed record Credit(double Conversions, double? Value)
{
    /// <summary>95 % interval of the conversions; null where none was asked for (<see cref="AttributionOptions.Draws"/>).</summary>
    public Interval? Interval { get; init; }
}
