namespace Omua.Cli.Acting;

/// <summary>Limits of the money that is moved: the sum of the differences between the old and the new daily budgets. Null is no limit.</summary>
internal sealed record CapSettings : IValidated
{
    private const decimal Most = 1_000_000_000_000m;

    /// <summary>By one run.</summary>
    public decimal? Run { get; init; }

    /// <summary>In one day (UTC), by all runs and processes on one store together.</summary>
    public decimal? Day { get; init; }

    /// <summary>For one campaign in one day.</summary>
    public decimal? Campaign { get; init; }

    public bool IsSet => Run is not null || Day is not null || Campaign is not null;

    public IEnumerable<OptionFault> Validate() => new OptionChecks().Between(Run, 0, Most).Between(Day, 0, Most).Between(Campaign, 0, Most);
}
