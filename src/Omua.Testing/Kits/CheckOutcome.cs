namespace Omua.Testing;

/// <summary>What came of one check.</summary>
/// <param name="Check">The check.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Message">What was expected and what was seen, or why it was skipped; empty where it passed.</param>
/// <param name="Duration">How long it took.</param>
public sealed record CheckOutcome(ConformanceCheck Check, CheckStatus Status, string Message, TimeSpan Duration)
{
    /// <summary>What was thrown, where something was.</summary>
    public Exception? Exception { get; init; }
}
