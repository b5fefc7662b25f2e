namespace Omua.Llm.Settings;

/// <summary>Whether answers are kept in the store, so that the same question costs nothing the second time.</summary>
internal sealed record CacheSettings : IValidated
{
    /// <summary>Default false: prompts and answers are not kept.</summary>
    public bool Enabled { get; init; }

    /// <summary>How long an answer holds; 1 s to 365 days. Default 1 day.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(1);

    public IEnumerable<OptionFault> Validate() => new OptionChecks().Between(Lifetime, TimeSpan.FromSeconds(1), TimeSpan.FromDays(365));
}
