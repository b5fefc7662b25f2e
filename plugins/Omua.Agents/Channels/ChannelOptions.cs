namespace Omua.Agents.Channels;

/// <summary>Options of a channel's specialist.</summary>
internal sealed record ChannelOptions : IValidated
{
    /// <summary>Dimensions with more values than this are not ranked. Unit: values; range 2 to 10000; default 200.</summary>
    public int MaxSegments { get; init; } = 200;

    public IEnumerable<OptionFault> Validate()
    {
        if (MaxSegments is < 2 or > 10_000)
        {
            yield return new OptionFault("max_segments", $"is {MaxSegments}; use 2 to 10000");
        }
    }
}
