namespace Omua.Agents.Strategy;

/// <summary>Options of the strategist.</summary>
internal sealed record UserAcquisitionOptions : IValidated
{
    /// <summary>Dimensions with more values than this are not ranked, where no channel's specialist does it. Unit: values; range 2 to 10000; default 200.</summary>
    public int MaxSegments { get; init; } = 200;

    /// <summary>A dataset of which a greater share of rows was refused cannot be trusted. Unit: share of rows; range 0 to 1; default 0.05.</summary>
    public double MaxRefusedShare { get; init; } = 0.05;

    /// <summary>How many findings the summary leads with. Unit: findings; range 1 to 50; default 5.</summary>
    public int Headlines { get; init; } = 5;

    public IEnumerable<OptionFault> Validate()
    {
        if (MaxSegments is < 2 or > 10_000)
        {
            yield return new OptionFault("max_segments", $"is {MaxSegments}; use 2 to 10000");
        }

        if (MaxRefusedShare is not (>= 0 and <= 1))
        {
            yield return new OptionFault("max_refused_share", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"is {MaxRefusedShare}; use 0 to 1"));
        }

        if (Headlines is < 1 or > 50)
        {
            yield return new OptionFault("headlines", $"is {Headlines}; use 1 to 50");
        }
    }
}
