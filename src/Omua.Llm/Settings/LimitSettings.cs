namespace Omua.Llm.Settings;

/// <summary>What one backend is asked at most. Null is no limit.</summary>
internal sealed record LimitSettings : IValidated
{
    /// <summary>Calls at once; 1 to 1,000. Default 8.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>Calls in a minute; at least 1.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Tokens in a minute, input and output together; at least 1.</summary>
    public int? TokensPerMinute { get; init; }

    public IEnumerable<OptionFault> Validate() => new OptionChecks().Between(Concurrency, 1, 1000).AtLeast(RequestsPerMinute, 1).AtLeast(TokensPerMinute, 1);
}
