namespace Omua.Llm.Settings;

/// <summary>What one backend is asked at most. Null is no limit.</summary>
internal sealed record LimitSettings
{
    /// <summary>Calls at once; 1 to 1,000. Default 8.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>Calls in a minute; at least 1.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Tokens in a minute, input and output together; at least 1.</summary>
    public int? TokensPerMinute { get; init; }

    public IEnumerable<OptionFault> Validate(string key)
    {
        if (Concurrency is < 1 or > 1000)
        {
            yield return new OptionFault($"{key}:concurrency", $"is {Concurrency}; use 1 to 1000");
        }

        if (RequestsPerMinute < 1)
        {
            yield return new OptionFault($"{key}:requests_per_minute", $"is {RequestsPerMinute}; use 1 or more");
        }

        if (TokensPerMinute < 1)
        {
            yield return new OptionFault($"{key}:tokens_per_minute", $"is {TokensPerMinute}; use 1 or more");
        }
    }
}
