namespace Omua.Cli.Acting;

/// <summary>What approved changes are held to. A change that breaks one of these is not written, whoever approved it.</summary>
internal sealed record ActingSettings : IValidated
{
    private const int MostDays = 3650;

    /// <summary>Currency of the caps, three letters. Default USD. A change in another currency is refused where a cap is set.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>How much may be moved.</summary>
    public CapSettings Caps { get; init; } = new();

    /// <summary>Largest change of one budget, up or down, as a share of what it is; 0 to 10. Default 0.3.</summary>
    public double MaxStep { get; init; } = 0.3;

    /// <summary>Fewest days of data that a change must rest on; 0 also takes data without days. 0 to 3,650. Default 14.</summary>
    public int MinDays { get; init; } = 14;

    /// <summary>Fewest rows of data that a change must rest on; 1 or more. Default 14.</summary>
    public int MinRows { get; init; } = 14;

    /// <summary>How long after its run a change may still be written; 1 min to 365 days. Default 7 days.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(7);

    public IEnumerable<OptionFault> Validate() => new OptionChecks()
        .Between(MaxStep, 0, 10)
        .Between(MinDays, 0, MostDays)
        .AtLeast(MinRows, 1)
        .Between(MaxAge, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365))
        .That(Currency.Length == 3 && Currency.All(char.IsAsciiLetterUpper), "currency", "is not three capital letters; write USD, EUR, ...");
}
