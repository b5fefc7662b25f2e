namespace Omua.Plugins.Configuration;

/// <summary>The section <c>run:</c>.</summary>
internal sealed record RunSettings : IValidated
{
    /// <summary>ISO 4217 code of amounts whose export states none; null leaves them without one.</summary>
    public string? Currency { get; init; }

    /// <summary>Seed of everything random. Default 1.</summary>
    public int Seed { get; init; } = 1;

    public IEnumerable<OptionFault> Validate()
    {
        if (Currency is not null && (Currency.Length != 3 || !Currency.All(char.IsAsciiLetterUpper)))
        {
            yield return new("currency", $"is {Shown.Value(Currency)}; use an ISO 4217 code such as EUR");
        }
    }
}
