namespace Omua.Analytics;

/// <summary>What users did and when, one event in each row.</summary>
public sealed class EventDataset : Dataset
{
    /// <summary>The events.</summary>
    public required EventTable Events { get; init; }
}
