namespace Omua.Plugins.Tests.Configuration;

/// <summary>A section below another, with ranges of its own.</summary>
public sealed record SampleRetry : IValidated
{
    /// <summary>How often; 1 to 5.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>The wait between.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    public string? Password { get; init; }

    public IEnumerable<OptionFault> Validate() => new OptionChecks()
        .Between(Attempts, 1, 5)
        .Between(Delay, TimeSpan.Zero, TimeSpan.FromHours(1))
        .That(Password is null or { Length: >= 8 }, "password", $"is {Password}; use 8 characters or more");
}
