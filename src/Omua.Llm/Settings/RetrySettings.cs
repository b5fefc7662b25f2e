namespace Omua.Llm.Settings;

/// <summary>How a failed attempt is tried again with the same backend.</summary>
internal sealed record RetrySettings : IValidated
{
    /// <summary>Tries after the first; 0 to 10. Default 2.</summary>
    public int Attempts { get; init; } = 2;

    /// <summary>Wait before the first retry; it doubles, with jitter. 1 ms to 1 min. Default 500 ms.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait while another backend could be asked; <see cref="Delay"/> to 10 min. Default 10 s.</summary>
    public TimeSpan DelayMax { get; init; } = TimeSpan.FromSeconds(10);

    public IEnumerable<OptionFault> Validate() => new OptionChecks()
        .Between(Attempts, 0, 10)
        .Between(Delay, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1))
        .Between(DelayMax, Delay, TimeSpan.FromMinutes(10));
}
