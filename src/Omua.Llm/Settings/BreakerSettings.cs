namespace Omua.Llm.Settings;

/// <summary>When a failing backend is left alone for a while.</summary>
internal sealed record BreakerSettings : IValidated
{
    /// <summary>Share of attempts that fail; above 0 to 1. Default 0.5.</summary>
    public double FailureRatio { get; init; } = 0.5;

    /// <summary>Attempts in the window below which nothing is concluded; 2 to 1,000. Default 5.</summary>
    public int MinimumCalls { get; init; } = 5;

    /// <summary>The window; 1 s to 1 h. Default 1 min.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long it is left alone, also after a refused key; 1 s to 1 h. Default 30 s.</summary>
    public TimeSpan Open { get; init; } = TimeSpan.FromSeconds(30);

    public IEnumerable<OptionFault> Validate() => new OptionChecks()
        .That(FailureRatio > 0, "failure_ratio", $"is {FailureRatio}; use above 0 to 1")
        .AtMost(FailureRatio, 1)
        .Between(MinimumCalls, 2, 1000)
        .Between(Window, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1))
        .Between(Open, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
}
