namespace Omua.Llm.Settings;

/// <summary>How a failed attempt is tried again with the same backend.</summary>
internal sealed record RetrySettings
{
    /// <summary>Tries after the first; 0 to 10. Default 2.</summary>
    public int Attempts { get; init; } = 2;

    /// <summary>Wait before the first retry; it doubles, with jitter. 1 ms to 1 min. Default 500 ms.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait while another backend could be asked; <see cref="Delay"/> to 10 min. Default 10 s.</summary>
    public TimeSpan DelayMax { get; init; } = TimeSpan.FromSeconds(10);

    public IEnumerable<OptionFault> Validate(string key)
    {
        if (Attempts is < 0 or > 10)
        {
            yield return new OptionFault($"{key}:attempts", $"is {Attempts}; use 0 to 10");
        }

        if (Delay < TimeSpan.FromMilliseconds(1) || Delay > TimeSpan.FromMinutes(1))
        {
            yield return new OptionFault($"{key}:delay", "is outside 1ms to 1m");
        }

        if (DelayMax < Delay || DelayMax > TimeSpan.FromMinutes(10))
        {
            yield return new OptionFault($"{key}:delay_max", "is outside delay to 10m");
        }
    }
}
