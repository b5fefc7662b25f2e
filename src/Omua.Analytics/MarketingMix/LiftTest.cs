namespace Omua.Analytics;

/// <summary>The result of an experiment in which the spend of a channel was changed on purpose.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="From">The first moment of the test.</param>
/// <param name="To">The last moment of the test; periods that start within are the test's.</param>
/// <param name="SpendChange">Spend added over the whole test, spread evenly over its periods; negative for spend taken away.</param>
/// <param name="Lift">Outcome that this added over the test's periods, as measured.</param>
/// <param name="StandardError">Standard error of the lift; above 0.</param>
public sealed record LiftTest(string Channel, DateTime From, DateTime To, double SpendChange, double Lift, double StandardError);
