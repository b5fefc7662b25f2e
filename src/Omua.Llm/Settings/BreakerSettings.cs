namespace Omua.Llm.Settings;

/// <summary>When a failing backend is left alone for a while.</summary>
internal sealed record BreakerSettings
{
    /// <summary>Share of attempts that fail; above 0 to 1. Default 0.5.</summary>
    public double FailureRatio { get; init; } = 0.5;

    /// <summary>Attempts in the window below which nothing is concluded; 2 to 1,000. Default 5.</summary>
    public int MinimumCalls { get; init; } = 5;

    /// <summary>The window; 1 s to 1 h. Default 1 min.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long it is left alone, also after a refused key; 1 s to 1 h. Default 30 s.</summary>
    public TimeSpan Open { get; init; } = TimeSpan.FromSeconds(30);

    public IEnumerable<OptionFault> Validate(string key)
    {
        if (FailureRatio is not (> 0 and <= 1))
        {
            yield return new OptionFault($"{key}:failure_ratio", $"is {FailureRatio}; use above 0 to 1");
        }

        if (MinimumCalls is < 2 or > 1000)
        {
            yield return new OptionFault($"{key}:minimum_calls", $"is {MinimumCalls}; use 2 to 1000");
        }

        foreach (var (name, time) in new[] { ("window", Window), ("open", Open) })
        {
            if (time < TimeSpan.FromSeconds(1) || time > TimeSpan.FromHours(1))
            {
                yield return new OptionFault($"{key}:{name}", "is outside 1s to 1h");
            }
        }
    }
}
