namespace Omua.Llm.Settings;

/// <summary>How long to wait. Each from 100 ms to 24 h.</summary>
internal sealed record TimeoutSettings : IValidated
{
    /// <summary>A whole call: attempts, waits, other backends, repairs and tools together. Default 5 min.</summary>
    public TimeSpan Call { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>One attempt at one backend that answers in one piece. Default 2 min; a model on this machine may want more.</summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The first piece of a stream. Default 60 s.</summary>
    public TimeSpan FirstToken { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Between two pieces of a stream. Default 30 s.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(30);

    public IEnumerable<OptionFault> Validate()
    {
        var (least, most) = (TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1));
        return new OptionChecks().Between(Call, least, most).Between(Attempt, least, most).Between(FirstToken, least, most).Between(Idle, least, most);
    }
}
