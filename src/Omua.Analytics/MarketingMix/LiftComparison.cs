namespace Omua.Analytics;

/// <summary>A lift test beside what the model says of it.</summary>
/// <param name="Test">The test.</param>
/// <param name="Uncalibrated">The lift that the model expects without any test.</param>
/// <param name="Calibrated">The lift that it expects with them.</param>
/// <param name="Distance">(uncalibrated - measured) / standard error of the test.</param>
public sealed record LiftComparison(LiftTest Test, double Uncalibrated, double Calibrated, double Distance);
